package org.loupe.model;

import org.jspecify.annotations.Nullable;

/** The engine failed: it could not start, ran out of memory, or a device is missing. */
public final class ModelException extends LoupeException {
  private static final long serialVersionUID = 1L;

  /** With a message for people. */
  public ModelException(String message) {
    super(message, null);
  }

  /** With a message for people and what was thrown underneath. */
  public ModelException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
