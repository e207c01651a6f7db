package org.loupe.tests.ui.driver;

/** What a command is about is not there, perhaps not yet. */
final class NotThereException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  NotThereException(String message) {
    super(message);
  }
}
