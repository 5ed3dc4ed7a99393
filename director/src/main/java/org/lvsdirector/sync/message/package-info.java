/** The messages of the kernel's connection sync: entries, as values and where they stand. */
package org.lvsdirector.sync.message;
