/** The loop that makes the kernel match what is wanted: desired state, plan, apply. */
package org.lvsdirector.reconcile;
