package org.loupe.checkpoint.internal.pickle;

import java.io.IOException;

/** A pickle that is broken, too large, or wants something done. */
public final class PickleException extends IOException {
  private static final long serialVersionUID = 1L;

  /** With what was found, in words that follow 'its pickle holds'. */
  public PickleException(String found) {
    super(found);
  }
}
