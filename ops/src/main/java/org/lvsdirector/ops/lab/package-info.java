/**
 * The lab: machines with a real IPVS kernel (user-mode Linux) and namespaces around them, on one
 * bridge, for tests, for benchmarks and for a person to play in.
 */
package org.lvsdirector.ops.lab;
