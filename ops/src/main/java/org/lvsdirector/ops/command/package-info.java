/** What all commands share: exit codes, and failures that are sentences for a person. */
package org.lvsdirector.ops.command;
