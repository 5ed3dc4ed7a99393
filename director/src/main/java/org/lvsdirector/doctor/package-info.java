/** Examines a director or a real server and says for each thing what is wrong and what cures it. */
package org.lvsdirector.doctor;
