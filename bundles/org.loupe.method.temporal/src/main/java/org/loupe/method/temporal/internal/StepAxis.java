package org.loupe.method.temporal.internal;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.DisplayOption;
import org.loupe.analysis.Numbers;
import org.loupe.analysis.ViewState;
import org.loupe.model.Dimension;
import org.loupe.plots.IndexAxis;

/** The axis of time steps, with the time that has passed beside them where it is known. */
final class StepAxis {
  /** Whether the time is written beside the step. */
  static final DisplayOption OPTION =
      new DisplayOption("time_axis", "Time axis", List.of("step and time", "step"));

  private StepAxis() {}

  static IndexAxis of(Dimension dimension, int steps, @Nullable TimeSpans spans, ViewState state) {
    String noun = dimension == Dimension.TOKEN ? "token" : "time step";
    if (spans == null || state.choice(OPTION).equals("step")) {
      return IndexAxis.counting(noun, dimension, steps);
    }
    double[] elapsed = spans.elapsed(steps);
    // As many digits at every step, three in all at the last.
    int digits = (int) Math.max(0, 2 - Math.floor(Math.log10(Math.max(1e-9, elapsed[steps - 1]))));
    String unit = spans.unit() == null ? "" : " in " + spans.unit();
    return new IndexAxis(
        noun + (spans.isOfOneWindow() ? " · time passed" : " · mean time passed") + unit,
        dimension,
        IntStream.range(0, steps).toArray(),
        IntStream.range(0, steps)
            .mapToObj(t -> t + " · " + Numbers.fixed(elapsed[t], digits))
            .toList());
  }
}
