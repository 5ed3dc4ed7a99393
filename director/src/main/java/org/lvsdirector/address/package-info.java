/** Ownership of virtual addresses: holding them on a lease, announcing them, letting go. */
package org.lvsdirector.address;
