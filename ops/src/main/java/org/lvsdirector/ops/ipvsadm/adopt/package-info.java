/** Changes of rules written into a configuration file, of whose text all else stays as it is. */
package org.lvsdirector.ops.ipvsadm.adopt;
