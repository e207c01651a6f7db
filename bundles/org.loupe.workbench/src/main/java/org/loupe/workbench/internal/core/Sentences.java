package org.loupe.workbench.internal.core;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.loupe.model.LoupeException;

/** Says what went wrong in a sentence for people. */
public final class Sentences {
  private Sentences() {}

  /** The message of what is meant for people; anything else is a defect and goes to the log too. */
  public static String of(Logger log, String what, Throwable e) {
    String message = String.valueOf(e.getMessage());
    if (e instanceof LoupeException) {
      log.log(Level.WARNING, what + ": " + message);
      return message;
    }
    log.log(Level.ERROR, what + " failed.", e);
    return what
        + " failed unexpectedly ("
        + e.getClass().getSimpleName()
        + (e.getMessage() == null ? "" : ": " + message)
        + "); the log has the details.";
  }
}
