package org.loupe.plots.render;

import java.util.List;

/** Value ranges. */
public record Scales(List<Range> values, List<Range> bins, boolean shared) {
  public static Scales of(List<Panel> panels, boolean shared) {
    return new Scales(List.of(), List.of(), shared);
  }
}
