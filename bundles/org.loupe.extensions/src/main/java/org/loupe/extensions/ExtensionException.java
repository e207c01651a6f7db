package org.loupe.extensions;

import org.jspecify.annotations.Nullable;

/**
 * A change of extensions cannot be made, through no fault of what is to be installed. The message
 * says what was found and what to do; it is shown as it is.
 */
public final class ExtensionException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With a message for people. */
  public ExtensionException(String message) {
    super(message);
  }

  /** With a message for people and what was thrown underneath. */
  public ExtensionException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
