package org.loupe.model;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Something a person must know about. The message is one sentence or a few that say what was found,
 * what was expected and what to do; it is shown as it is.
 */
@ProviderType
public abstract sealed class LoupeException extends Exception
    permits BadInputException, ModelException {
  private static final long serialVersionUID = 1L;

  LoupeException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
