/** Membership, election and mandates: who is master of which VIP group. */
package org.lvsdirector.cluster;
