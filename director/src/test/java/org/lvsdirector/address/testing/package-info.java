/** Address ownership without a kernel, for tests of everything above it. */
package org.lvsdirector.address.testing;
