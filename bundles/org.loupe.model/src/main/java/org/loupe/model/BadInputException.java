package org.loupe.model;

import org.jspecify.annotations.Nullable;

/** A file, a card, data or a parameter is not what it should be. */
public final class BadInputException extends LoupeException {
  private static final long serialVersionUID = 1L;

  /** With a message for people. */
  public BadInputException(String message) {
    super(message, null);
  }

  /** With a message for people and what was thrown underneath. */
  public BadInputException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
