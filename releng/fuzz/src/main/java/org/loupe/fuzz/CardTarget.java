package org.loupe.fuzz;

import org.loupe.project.Projects;
import org.loupe.project.internal.FileProjects;

/** A model card. */
public final class CardTarget {
  private static final Projects PROJECTS = new FileProjects();

  private CardTarget() {}

  /** Called by the fuzzer with a card's text. */
  public static void fuzzerTestOneInput(byte[] data) {
    Attempt.read(data, PROJECTS::card);
  }
}
