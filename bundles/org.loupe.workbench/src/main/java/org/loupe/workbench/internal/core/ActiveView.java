package org.loupe.workbench.internal.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.loupe.analysis.Provenance;
import org.loupe.plots.render.Hit;

/** The view that people look at, for whoever shows its parameters and details. */
public final class ActiveView {
  private final Observed<Optional<String>> method = new Observed<>(Optional.empty());
  private final Observed<List<Source>> shown = new Observed<>(List.of());
  private final Observed<Optional<Hover>> hover = new Observed<>(Optional.empty());

  /**
   * Where shown numbers come from.
   *
   * @param provenance how they were computed
   * @param written when they were written to the project from which they were read; empty where
   *     they were computed since the program began
   */
  public record Source(Provenance provenance, Optional<Instant> written) {}

  /**
   * What the pointer is on.
   *
   * @param checkpoint letter and name of the checkpoint; empty where nothing is compared
   * @param hit the place and its value
   */
  public record Hover(String checkpoint, Hit hit) {}

  /** Id of the method whose view was used last. */
  public Observed<Optional<String>> method() {
    return method;
  }

  /** Where the shown numbers come from, in the order of the compared checkpoints. */
  public Observed<List<Source>> shown() {
    return shown;
  }

  /** What the pointer is on; empty when it is on nothing. */
  public Observed<Optional<Hover>> hover() {
    return hover;
  }
}
