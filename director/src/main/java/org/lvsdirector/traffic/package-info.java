/** How much goes through services and servers: totals, rates, and the last two minutes. */
package org.lvsdirector.traffic;
