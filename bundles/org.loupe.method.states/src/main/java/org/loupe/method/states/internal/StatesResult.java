package org.loupe.method.states.internal;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Finding;
import org.loupe.analysis.KeptWindows;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Result;
import org.loupe.analysis.Samples;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;
import org.loupe.model.Axis;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.Tensor;

/**
 * How the hidden state moves.
 *
 * @param provenance how the numbers came about
 * @param parameters what was asked for
 * @param parts what the pass over the windows left
 * @param plane principal components of the states
 * @param summary means with their intervals
 * @param neurons the units in order
 * @param shown names and units of what is drawn beside the states
 * @param fixedPoints what the search for fixed points found, or null where none was asked for
 * @param resampling what all windows belong to
 * @param scalars single numbers
 * @param tables tables
 * @param findings what is worth saying
 */
record StatesResult(
    Provenance provenance,
    StatesParameters parameters,
    Gathered.Parts parts,
    Plane plane,
    Summary summary,
    Neurons neurons,
    ShownInput shown,
    @Nullable FixedPoints fixedPoints,
    Resampling resampling,
    List<Scalar> scalars,
    List<Table> tables,
    List<Finding> findings)
    implements Result {
  /** Copies the lists. */
  StatesResult {
    scalars = List.copyOf(scalars);
    tables = List.copyOf(tables);
    findings = List.copyOf(findings);
  }

  @Override
  public Samples samples() {
    return StatesSamples.of(this);
  }

  /**
   * The states [K,T,H] and where they lie in the plane [K,T,2] of the K windows that are kept, NaN
   * behind a window's end or where states are not finite; where these are a sample, their numbers
   * {@code kept_windows} [K]. The movement {@code magnitude} [N,T−1], in the guide's form [T−1];
   * per window {@code direction_consistency} [N] and {@code resultant_length} [N]. Of fixed points,
   * where some were found, {@code fixed_points} [F,H].
   */
  @Override
  public Map<String, Tensor> arrays() {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    Kept kept = parts.kept();
    Transitions transitions = parts.transitions();
    Axis sample = Axis.of(Dimension.WINDOW, kept.places().length);
    Axis step = Axis.of(Dimension.TIME, parts.steps());
    arrays.put(
        "states", FloatTensor.of(states(), sample, step, Axis.of(Dimension.UNIT, parts.units())));
    arrays.put(
        "projection", FloatTensor.of(projection(), sample, step, Axis.of(Dimension.VALUE, 2)));
    if (isSample()) {
      KeptWindows sampled = new KeptWindows(transitions.windows(), kept.places().length);
      arrays.put(KeptWindows.ARRAY, sampled.numbers(provenance.windows()));
    }
    Axis window = Axis.of(Dimension.WINDOW, transitions.windows());
    Axis transition = Axis.of(Dimension.TIME, transitions.steps());
    arrays.put(
        "magnitude",
        transitions.form() == Form.GUIDE
            ? FloatTensor.of(floats(transitions.norms()), transition)
            : FloatTensor.of(transitions.movement(), window, transition));
    arrays.put("direction_consistency", FloatTensor.of(floats(transitions.consistency()), window));
    arrays.put("resultant_length", FloatTensor.of(floats(transitions.resultant()), window));
    if (fixedPoints != null && !fixedPoints.points().isEmpty()) {
      float[] places = new float[fixedPoints.points().size() * parts.units()];
      for (int i = 0; i < places.length; i++) {
        places[i] = (float) fixedPoints.points().get(i / parts.units()).state()[i % parts.units()];
      }
      arrays.put(
          "fixed_points",
          FloatTensor.of(
              places,
              new Axis("fixed_point", Dimension.VALUE, fixedPoints.points().size()),
              Axis.of(Dimension.UNIT, parts.units())));
    }
    return arrays;
  }

  /** Whether fewer windows are kept than there are. */
  boolean isSample() {
    return parts.kept().places().length < parts.transitions().windows();
  }

  private float[] states() {
    int each = parts.steps() * parts.units();
    float[] states = missing(parts.kept().places().length * each);
    for (int i = 0; i < parts.kept().places().length; i++) {
      StateWindow window = parts.kept().windows()[i];
      if (window != null) {
        System.arraycopy(window.states(), 0, states, i * each, window.steps() * parts.units());
      }
    }
    return states;
  }

  private float[] projection() {
    int each = parts.steps() * 2;
    float[] projection = missing(parts.kept().places().length * each);
    for (int i = 0; i < parts.kept().places().length; i++) {
      StateWindow window = parts.kept().windows()[i];
      for (int k = 0; k < 2 && window != null; k++) {
        float[] along = plane.along(k, window.states());
        for (int t = 0; t < window.steps(); t++) {
          projection[i * each + 2 * t + k] = along[t];
        }
      }
    }
    return projection;
  }

  private static float[] missing(int count) {
    float[] missing = new float[count];
    Arrays.fill(missing, Float.NaN);
    return missing;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
