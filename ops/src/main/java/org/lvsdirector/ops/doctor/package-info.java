/** The command that examines a machine and names the cure: doctor. */
package org.lvsdirector.ops.doctor;
