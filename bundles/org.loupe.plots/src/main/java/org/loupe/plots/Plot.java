package org.loupe.plots;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Typed data and the way they are drawn. */
@ProviderType
public sealed interface Plot
    permits HeatMap,
        Matrix,
        BarChart,
        LineChart,
        XYGraph,
        Histogram,
        Scatter,
        Trajectories,
        ReliabilityDiagram,
        Table,
        NodeLinkGraph,
        SmallMultiples,
        Statements {

  /** What the plot counts, along axes or by its points; views are linked by these. */
  List<IndexAxis> counted();

  /** What the horizontal axis counts, or null where it measures. */
  default @Nullable IndexAxis countedX() {
    return null;
  }

  /** What the vertical axis counts, or null where it measures. */
  default @Nullable IndexAxis countedY() {
    return null;
  }
}
