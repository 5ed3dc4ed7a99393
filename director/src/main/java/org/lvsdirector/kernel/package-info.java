/** The kernel settings that directors and real servers need: which, why, and keeping them so. */
package org.lvsdirector.kernel;
