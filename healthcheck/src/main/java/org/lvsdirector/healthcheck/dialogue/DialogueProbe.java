package org.lvsdirector.healthcheck.dialogue;

import java.nio.file.Path;
import java.util.Optional;
import org.lvsdirector.healthcheck.Probe;
import org.lvsdirector.healthcheck.secret.Secret;
import org.lvsdirector.healthcheck.tls.Tls;

/** A probe that is a conversation over TCP, perhaps within TLS. */
public interface DialogueProbe extends Probe {
  /** The protocol's name for people, e.g. {@code SMTP}. */
  String title();

  /** How to speak TLS, from the start or once {@link Step.Encrypt} asks for it; empty = not. */
  Optional<Tls> tls();

  /** Whether the conversation begins in the clear where there is TLS. */
  default boolean beginsInTheClear() {
    return false;
  }

  /** The file of the secret that it needs. */
  default Optional<Path> secretFile() {
    return Optional.empty();
  }

  /**
   * A new conversation.
   *
   * @param secret what {@link #secretFile} holds
   */
  Dialogue begin(Optional<Secret> secret);
}
