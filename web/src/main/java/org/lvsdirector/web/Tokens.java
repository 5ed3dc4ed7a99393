package org.lvsdirector.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Who may do what on a node. */
public record Tokens(List<Holder> holders) {
  /** Copies the list. */
  public Tokens {
    holders = List.copyOf(holders);
  }

  /**
   * A person or a program.
   *
   * @param name shown in the audit log
   * @param hash of the secret that stands for it, as {@link #hash} makes it; empty = none
   * @param certificate SHA-256 of the certificate that stands for it, in hexadecimal, or the common
   *     name of one that {@code api.tls.client-ca} has signed; empty = none
   */
  public record Holder(String name, Role role, String hash, String certificate) {
    @Override
    public String toString() {
      return name + " (" + role.label() + ")";
    }
  }

  /** The holder of a secret. Takes the same time whoever it is, and when it is nobody. */
  public Optional<Holder> find(String secret) {
    byte[] given = bytes(hash(secret));
    Holder found = null;
    for (Holder holder : holders) {
      if (MessageDigest.isEqual(bytes(holder.hash()), given)) {
        found = holder;
      }
    }
    return Optional.ofNullable(found);
  }

  /** The one of a name whose secret has this hash, or who has none where that is empty. */
  public Optional<Holder> named(String name, String hash) {
    return holders.stream()
        .filter(it -> it.name().equals(name))
        .filter(it -> MessageDigest.isEqual(bytes(it.hash()), bytes(hash)))
        .findFirst();
  }

  /** The holder of a certificate that was verified already. */
  public Optional<Holder> certified(String fingerprint, String commonName) {
    return holders.stream()
        .filter(it -> !it.certificate().isEmpty())
        .filter(
            it ->
                it.certificate().equalsIgnoreCase(fingerprint)
                    || it.certificate().equals(commonName))
        .findFirst();
  }

  /**
   * What is kept of a secret. Secrets are random and long, so that a hash that is quick to make is
   * no easier to turn back than a slow one.
   */
  static String hash(String secret) {
    return HexFormat.of().formatHex(Digests.sha256(bytes(secret)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
