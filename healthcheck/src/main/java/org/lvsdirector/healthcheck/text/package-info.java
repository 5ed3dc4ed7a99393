/** What servers say, read, searched and shown with care: a server under test chooses the text. */
package org.lvsdirector.healthcheck.text;
