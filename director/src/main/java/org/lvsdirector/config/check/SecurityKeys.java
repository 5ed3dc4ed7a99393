package org.lvsdirector.config.check;

import org.lvsdirector.config.yaml.Key;
import org.lvsdirector.config.yaml.Kinds;
import org.lvsdirector.config.yaml.Source;

/** The keys of {@code check:} about TLS and who logs in. */
final class SecurityKeys {
  static final Key<Boolean> TLS =
      Key.of("tls", Kinds.BOOL, "false", "Whether to speak TLS from the start; https always does.");
  static final Key<Boolean> STARTTLS =
      Key.of(
          "starttls", Kinds.BOOL, "false", "Whether to begin in the clear and then ask for TLS.");
  static final Key<Boolean> VERIFY =
      Key.of(
          "verify",
          Kinds.BOOL,
          "false",
          "Whether the certificate must be good, for host or else the server's address.");
  static final Key<String> CA_FILE =
      Key.optional(
          "ca-file",
          Source.NAME,
          "what the JDK trusts",
          "Authorities in PEM that are trusted instead; with verify.");
  static final Key<String> CLIENT_CERTIFICATE =
      Key.optional(
          "client-certificate",
          Source.NAME,
          "none is shown",
          "A certificate in PEM, with those that vouch for it behind it.");
  static final Key<String> CLIENT_KEY =
      Key.optional(
          "client-key",
          Source.NAME,
          "required with client-certificate",
          "The client certificate's key in PEM (PKCS #8, not encrypted).");
  static final Key<Integer> CERTIFICATE_DAYS =
      Key.of(
          "certificate-days",
          Kinds.integer(0, 3650),
          "14",
          "A certificate that has so many days left, or fewer, is warned of.");

  static final Key<String> USER =
      Key.optional(
          "user",
          TextKinds.USER,
          "nobody logs in",
          "Who logs in; a distinguished name with ldap. Of mysql checks without one, somebody whom"
              + " the server may turn away.");
  static final Key<String> PASSWORD_FILE =
      Key.optional("password-file", Source.NAME, "none", "The file that has the user's password.");
  static final Key<String> SECRET_FILE =
      Key.optional(
          "secret-file",
          Source.NAME,
          "none; radius checks need one",
          "The file that has the secret which is shared with the server.");

  private SecurityKeys() {}
}
