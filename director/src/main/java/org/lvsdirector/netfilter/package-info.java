/**
 * FullNAT: the packet filter's rules that give what IPVS masquerades a source address of the group,
 * kept in chains of our own, and what connection tracking tells about it.
 */
package org.lvsdirector.netfilter;
