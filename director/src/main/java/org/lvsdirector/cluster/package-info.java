/**
 * Who holds which VIP group: members report, the coordinator decides in mandates of growing epochs,
 * and every node obeys the newest it has seen.
 */
package org.lvsdirector.cluster;
