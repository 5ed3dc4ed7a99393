/** Keeping the connection tables of the directors alike. */
package org.lvsdirector.sync;
