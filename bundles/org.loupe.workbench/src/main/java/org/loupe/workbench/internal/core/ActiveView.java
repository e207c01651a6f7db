package org.loupe.workbench.internal.core;

import java.util.List;
import java.util.Optional;
import org.loupe.analysis.Provenance;
import org.loupe.plots.render.Hit;

/** The view that people look at, for whoever shows its parameters and details. */
public final class ActiveView {
  private final Observed<Optional<String>> method = new Observed<>(Optional.empty());
  private final Observed<List<Provenance>> shown = new Observed<>(List.of());
  private final Observed<Optional<Hover>> hover = new Observed<>(Optional.empty());

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
  public Observed<List<Provenance>> shown() {
    return shown;
  }

  /** What the pointer is on; empty when it is on nothing. */
  public Observed<Optional<Hover>> hover() {
    return hover;
  }
}
