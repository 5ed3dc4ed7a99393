/**
 * What the kernel tells and is told below {@code /proc}: above all the settings that directors and
 * real servers need, which, why, and keeping them so.
 */
package org.lvsdirector.kernel;
