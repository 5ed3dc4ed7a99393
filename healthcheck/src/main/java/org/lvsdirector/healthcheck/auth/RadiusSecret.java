package org.lvsdirector.healthcheck.auth;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.lvsdirector.healthcheck.secret.Secret;

/** What the secret proves that director and server share. MD5 is what the protocol has. */
final class RadiusSecret {
  private static final int BLOCK = 16;
  private static final int HEAD = 20;
  private static final int AUTHENTICATOR = 4;

  private final byte[] secret;

  RadiusSecret(Secret shared) {
    secret = shared.bytes();
  }

  /** A password that only the server can read (RFC 2865, 5.2). */
  byte[] hidden(byte[] password, byte[] authenticator) {
    int blocks = Math.max(1, (password.length + BLOCK - 1) / BLOCK);
    byte[] hidden = Arrays.copyOf(password, blocks * BLOCK);
    byte[] previous = authenticator;
    for (int block = 0; block < blocks; block++) {
      byte[] mask = md5(secret, previous);
      for (int i = 0; i < BLOCK; i++) {
        hidden[block * BLOCK + i] ^= mask[i];
      }
      previous = Arrays.copyOfRange(hidden, block * BLOCK, (block + 1) * BLOCK);
    }
    return hidden;
  }

  /** HMAC-MD5 over a packet whose Message-Authenticator is zero (RFC 3579, 3.2). */
  byte[] messageAuthenticator(byte[] packet) {
    try {
      Mac mac = Mac.getInstance("HmacMD5");
      mac.init(new SecretKeySpec(secret, "HmacMD5"));
      return mac.doFinal(packet);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacMD5", e);
    }
  }

  /**
   * Whether an answer comes from somebody who knows the secret and the request: by its Response
   * Authenticator, and by its Message-Authenticator where it has one.
   */
  boolean isProven(byte[] answer, byte[] asked) {
    byte[] said = Arrays.copyOfRange(answer, AUTHENTICATOR, HEAD);
    byte[] asIfAsked = answer.clone();
    System.arraycopy(asked, 0, asIfAsked, AUTHENTICATOR, asked.length);
    return MessageDigest.isEqual(said, md5(asIfAsked, secret)) && messageIsProven(asIfAsked);
  }

  private boolean messageIsProven(byte[] packet) {
    int at = HEAD;
    while (at + 2 <= packet.length) {
      int length = packet[at + 1] & 0xff;
      if (length < 2 || at + length > packet.length) {
        return false;
      }
      if (packet[at] == RadiusQuery.MESSAGE_AUTHENTICATOR) {
        byte[] zeroed = packet.clone();
        Arrays.fill(zeroed, at + 2, at + length, (byte) 0);
        byte[] said = Arrays.copyOfRange(packet, at + 2, at + length);
        return MessageDigest.isEqual(said, messageAuthenticator(zeroed));
      }
      at += length;
    }
    return at == packet.length;
  }

  private static byte[] md5(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
