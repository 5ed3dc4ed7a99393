package org.lvsdirector.healthcheck.database;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.lvsdirector.healthcheck.secret.Secret;

/** How a password is proven by a nonce, without being sent. */
final class MysqlProof {
  static final String NATIVE = "mysql_native_password";
  static final String CACHING_SHA2 = "caching_sha2_password";

  private MysqlProof() {}

  /** The proof; empty for a way that is not known here. No password is proven by no bytes. */
  static Optional<byte[]> of(String authentication, Optional<Secret> password, byte[] nonce) {
    if (password.isEmpty()) {
      return Optional.of(new byte[0]);
    }
    byte[] secret = password.get().bytes();
    return switch (authentication) {
      case NATIVE -> Optional.of(nativeProof(secret, nonce));
      case CACHING_SHA2 -> Optional.of(sha2Proof(secret, nonce));
      default -> Optional.empty();
    };
  }

  /** SHA1(password) XOR SHA1(nonce + SHA1(SHA1(password))). */
  private static byte[] nativeProof(byte[] password, byte[] nonce) {
    byte[] once = digest("SHA-1", password);
    return xor(once, digest("SHA-1", nonce, digest("SHA-1", once)));
  }

  /** SHA256(password) XOR SHA256(SHA256(SHA256(password)) + nonce). */
  private static byte[] sha2Proof(byte[] password, byte[] nonce) {
    byte[] once = digest("SHA-256", password);
    return xor(once, digest("SHA-256", digest("SHA-256", once), nonce));
  }

  private static byte[] digest(String algorithm, byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }

  private static byte[] xor(byte[] a, byte[] b) {
    byte[] both = a.clone();
    for (int i = 0; i < both.length; i++) {
      both[i] ^= b[i];
    }
    return both;
  }
}
