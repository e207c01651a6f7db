package org.loupe.project.internal.record;

/** A record, or what is in it, has no {@link Form}: it is not written, and says why in the log. */
final class UnstorableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnstorableException(String message) {
    super(message);
  }
}
