package org.lvsdirector.healthcheck.secret;

import java.nio.charset.StandardCharsets;

/** A password or shared secret; its text says nothing. */
public final class Secret {
  private final byte[] bytes;

  /** A secret of these bytes. */
  public Secret(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /** The secret as it was in its file. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The secret as text in UTF-8. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
