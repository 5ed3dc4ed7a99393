/** The configuration file: read, checked, and turned into immutable values. */
package org.lvsdirector.config;
