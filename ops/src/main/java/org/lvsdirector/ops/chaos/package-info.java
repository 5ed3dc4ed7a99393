/**
 * The chaos test: a seeded schedule of faults on a cluster in the lab, an observer that records who
 * answers for the VIP, and a checker that decides from the record what went wrong.
 */
package org.lvsdirector.ops.chaos;
