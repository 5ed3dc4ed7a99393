package org.lvsdirector.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/** The tokens of a node and what their holders may do. */
public record Tokens(List<Token> tokens) {
  /** Copies the list. */
  public Tokens {
    tokens = List.copyOf(tokens);
  }

  /**
   * A secret that stands for a person or a program.
   *
   * @param name shown in the log when the token is used
   * @param secret at least 16 characters
   */
  public record Token(String name, String secret, Role role) {
    @Override
    public String toString() {
      return "Token[" + name + ", " + role.label() + "]";
    }
  }

  /** The token with this secret. Takes the same time whichever it is, and when there is none. */
  public Optional<Token> find(String secret) {
    byte[] given = secret.getBytes(StandardCharsets.UTF_8);
    Token found = null;
    for (Token token : tokens) {
      if (MessageDigest.isEqual(token.secret().getBytes(StandardCharsets.UTF_8), given)) {
        found = token;
      }
    }
    return Optional.ofNullable(found);
  }
}
