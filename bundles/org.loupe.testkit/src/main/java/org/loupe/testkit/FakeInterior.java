package org.loupe.testkit;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.Evaluation.GradientValues;
import org.loupe.model.FloatTensor;
import org.loupe.model.Intervention;
import org.loupe.model.Probe;
import org.loupe.model.Target;

/**
 * What is between the input and the prediction heads of the fake model, on one micro-batch: an
 * embedding that passes the input on, and an attention over it. Its attention head 0 looks at the
 * step itself and carries the value; attention head 1 looks at all steps alike and is not used. So
 * the model as a whole stays linear, and ablating head 0 leaves it with nothing.
 */
final class FakeInterior {
  static final String EMBED = "embed";
  static final String MIX = "mix";
  static final String WEIGHTS = MIX + Probe.ATTENTION;

  static final List<Probe> PROBES =
      List.of(
          new Probe(EMBED, Probe.Kind.OUTPUT, EMBED, "org.loupe.testkit.Embedding"),
          new Probe(MIX, Probe.Kind.OUTPUT, MIX, "org.loupe.testkit.Attention"),
          new Probe(WEIGHTS, Probe.Kind.ATTENTION, MIX, "org.loupe.testkit.Attention"));

  private static final int HEADS = 2;

  private final FloatTensor input;
  private final int windows;
  private final int steps;
  private final int channels;
  private final FakeChanges embedChanges;
  private final FakeChanges mixChanges;
  private final float[] embedded;
  private final float[] weights;
  private final float[] mixed;

  /**
   * Runs this part of the model.
   *
   * @param input [n, …, channels], or without channels
   * @param from position of the micro-batch
   */
  FakeInterior(FloatTensor input, List<Intervention> interventions, int from)
      throws BadInputException {
    this.input = input;
    this.windows = input.axes().get(0).size();
    Axis last = input.axes().get(input.axes().size() - 1);
    this.channels =
        input.axes().size() > 2 || last.dimension() == Dimension.CHANNEL
            ? Math.max(1, last.size())
            : 1;
    this.steps = input.size() / Math.max(1, windows * channels);
    int to = from + windows;
    embedChanges = FakeChanges.at(EMBED, axes(input.axes()), interventions, from, to);
    mixChanges = FakeChanges.at(MIX, axes(input.axes()), interventions, from, to);
    embedded = input.values().clone();
    embedChanges.apply(embedded);
    weights = pattern();
    FakeChanges.at(WEIGHTS, weightAxes(), interventions, from, to).apply(weights);
    mixed = new float[embedded.length];
    for (int n = 0; n < windows; n++) {
      for (int t = 0; t < steps; t++) {
        for (int s = 0; s < steps; s++) {
          add(mixed, n, t, weight(n, t, s), embedded, s);
        }
      }
    }
    mixChanges.apply(mixed);
  }

  private static List<Axis> axes(List<Axis> axes) {
    return IntStream.range(0, axes.size())
        .mapToObj(
            i ->
                new Axis(
                    i == 0 ? "window" : "value_" + i,
                    i == 0 ? Dimension.WINDOW : Dimension.VALUE,
                    axes.get(i).size()))
        .toList();
  }

  private List<Axis> weightAxes() {
    return List.of(
        Axis.of(Dimension.WINDOW, windows),
        new Axis("value_1", Dimension.VALUE, HEADS),
        new Axis("value_2", Dimension.VALUE, steps),
        new Axis("value_3", Dimension.VALUE, steps));
  }

  private float[] pattern() {
    float[] pattern = new float[windows * HEADS * steps * steps];
    for (int n = 0; n < windows; n++) {
      for (int t = 0; t < steps; t++) {
        for (int s = 0; s < steps; s++) {
          pattern[position(n, 0, t, s)] = t == s ? 1 : 0;
          pattern[position(n, 1, t, s)] = 1f / steps;
        }
      }
    }
    return pattern;
  }

  private int position(int window, int head, int query, int key) {
    return ((window * HEADS + head) * steps + query) * steps + key;
  }

  /** Of the attention head that is used. */
  private float weight(int window, int query, int key) {
    return weights[position(window, 0, query, key)];
  }

  /** Adds a step's channels, times a factor, to another step's. */
  private void add(float[] to, int window, int step, float factor, float[] from, int other) {
    // what is not looked at has no influence, should it be no number
    for (int c = 0; factor != 0 && c < channels; c++) {
      to[(window * steps + step) * channels + c] +=
          factor * from[(window * steps + other) * channels + c];
    }
  }

  /** What the prediction heads see, with the input's axes. */
  FloatTensor output() {
    return new FloatTensor(input.axes(), mixed);
  }

  /** The value at a probe. */
  FloatTensor value(String probe) throws BadInputException {
    return switch (probe) {
      case EMBED -> new FloatTensor(axes(input.axes()), embedded);
      case MIX -> new FloatTensor(axes(input.axes()), mixed);
      case WEIGHTS -> new FloatTensor(weightAxes(), weights);
      default -> throw new BadInputException("There is no probe '" + probe + "'.");
    };
  }

  /** An element of a probe's value, or the sum of one over all steps; differentiated by itself. */
  GradientValues element(Target target) throws BadInputException {
    FloatTensor value = value(target.predictionHead());
    Integer step = target.step();
    int unit = target.classIndex();
    if (target.predictionHead().equals(WEIGHTS)
        || unit < 0
        || unit >= channels
        || (step != null && (step < 0 || step >= steps))) {
      throw new BadInputException("There is no such element of '" + target.predictionHead() + "'.");
    }
    float[] gradient = new float[value.size()];
    float[] objective = new float[windows];
    for (int n = 0; n < windows; n++) {
      for (int t = step == null ? 0 : step; t <= (step == null ? steps - 1 : step); t++) {
        int position = (n * steps + t) * channels + unit;
        gradient[position] = 1;
        objective[n] += value.values()[position];
      }
    }
    return new GradientValues(new FloatTensor(input.axes(), gradient), objective);
  }

  /**
   * Goes back from the gradient by the value at one of the modules.
   *
   * @param place {@link #EMBED} or {@link #MIX}
   * @param gradient by its value, with the input's axes
   * @return the gradients by the values at all probes, and by the input under the empty name
   */
  Map<String, FloatTensor> backward(String place, FloatTensor gradient) throws BadInputException {
    float[] byMixed = new float[mixed.length];
    float[] byWeights = new float[weights.length];
    float[] byEmbedded = new float[embedded.length];
    if (place.equals(EMBED)) {
      System.arraycopy(gradient.values(), 0, byEmbedded, 0, byEmbedded.length);
    } else {
      System.arraycopy(gradient.values(), 0, byMixed, 0, byMixed.length);
      float[] before = byMixed.clone();
      mixChanges.chain(before);
      for (int n = 0; n < windows; n++) {
        for (int t = 0; t < steps; t++) {
          for (int s = 0; s < steps; s++) {
            add(byEmbedded, n, s, weight(n, t, s), before, t);
            byWeights[position(n, 0, t, s)] = product(before, n, t, s);
          }
        }
      }
    }
    float[] byInput = byEmbedded.clone();
    embedChanges.chain(byInput);
    return Map.of(
        MIX,
        new FloatTensor(axes(input.axes()), byMixed),
        WEIGHTS,
        new FloatTensor(weightAxes(), byWeights),
        EMBED,
        new FloatTensor(axes(input.axes()), byEmbedded),
        "",
        new FloatTensor(input.axes(), byInput));
  }

  private float product(float[] gradient, int window, int query, int key) {
    double sum = 0;
    for (int c = 0; c < channels; c++) {
      sum +=
          gradient[(window * steps + query) * channels + c]
              * embedded[(window * steps + key) * channels + c];
    }
    return (float) sum;
  }
}
