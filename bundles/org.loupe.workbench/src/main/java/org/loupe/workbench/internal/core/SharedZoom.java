package org.loupe.workbench.internal.core;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.loupe.model.Dimension;
import org.loupe.plots.render.Range;

/**
 * The stretches that are shown of what figures count, shared by all that are linked: zooming time
 * in one zooms it in all. Stretches are of positions: position i covers i to i + 1.
 */
public final class SharedZoom {
  private final Observed<Map<Dimension, Range>> ranges = new Observed<>(Map.of());
  private final Observed<Boolean> linked = new Observed<>(true);

  /** The stretches; of a dimension that is missing, everything is shown. */
  public Observed<Map<Dimension, Range>> ranges() {
    return ranges;
  }

  /** Whether figures are linked at all. */
  public Observed<Boolean> linked() {
    return linked;
  }

  /**
   * A figure was zoomed by hand.
   *
   * @param dimensions those that the figure counts
   * @param shown their stretches; of one that is missing, everything is shown
   */
  public void show(Set<Dimension> dimensions, Map<Dimension, Range> shown) {
    if (linked.get()) {
      ranges.update(
          old -> {
            Map<Dimension, Range> changed = new EnumMap<>(Dimension.class);
            changed.putAll(old);
            changed.keySet().removeAll(dimensions);
            changed.putAll(shown);
            return Map.copyOf(changed);
          });
    }
  }

  /** Shows everything, as of another project. */
  public void clear() {
    ranges.set(Map.of());
  }
}
