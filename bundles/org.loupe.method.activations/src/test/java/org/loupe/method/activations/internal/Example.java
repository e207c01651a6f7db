package org.loupe.method.activations.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.loupe.analysis.Decoding;
import org.loupe.model.BatchSource;
import org.loupe.model.Checkpoint;
import org.loupe.model.Device;
import org.loupe.model.EngineInfo;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.ModelSession;
import org.loupe.model.Probes;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.Sink;
import org.loupe.model.Windows;
import org.loupe.testkit.CardBuilder;
import org.loupe.testkit.FakeDataset;
import org.loupe.testkit.FakeRecurrentSession;
import org.loupe.testkit.FakeSubject;
import org.loupe.testkit.LinearCell;

/**
 * A recurrence of three units on windows of recordings of four. Nothing reaches unit 1, and unit 2
 * goes twice as far as unit 0: its layers are {@code drive}, B·x, and {@code state}.
 */
final class Example {
  static final int WINDOWS = 24;
  static final int STEPS = 5;
  static final int UNITS = 3;
  private static final LinearCell CELL =
      new LinearCell(
          new double[][] {{-0.5, 0, 0}, {0, 0, 0}, {0, 0, -0.5}},
          new double[][] {{1}, {0}, {2}},
          new double[][] {{1, 0, 1}});

  final float[] x = new float[WINDOWS * STEPS];
  private final float[] spans = new float[WINDOWS * STEPS];
  private final long[] recording = new long[WINDOWS];

  Example() {
    Random random = new Random(5);
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
      spans[i] = 0.5f;
    }
    for (int n = 0; n < WINDOWS; n++) {
      recording[n] = n / 4;
    }
  }

  static CardBuilder builder() {
    return new CardBuilder("recurrent")
        .input("x", "signal")
        .timespans("timespans")
        .regressionHead("next", "value")
        .clusters("recording");
  }

  FakeSubject subject(int... chosen) {
    return subject(builder().recurrent().build(), Change.NONE, chosen);
  }

  FakeSubject subject(ModelCard card, Change change, int... chosen) {
    FakeDataset data =
        new FakeDataset("test")
            .with("x", new int[] {WINDOWS, STEPS, 1}, x)
            .with("timespans", new int[] {WINDOWS, STEPS}, spans)
            .with("recording", new int[] {WINDOWS}, recording);
    return new FakeSubject(
        new Changed(new FakeRecurrentSession(card, CELL), change),
        chosen.length == 0 ? Windows.all(data) : new Windows(data, chosen));
  }

  ActivationsResult result(Change change) throws LoupeException {
    return analyze(subject(builder().recurrent().build(), change), parameters("all"));
  }

  static ActivationsParameters parameters(String layers) {
    return new ActivationsParameters(
        layers, ActivationsParameters.Source.AUTO, 1e-6, Decoding.TEACHER_FORCED);
  }

  static ActivationsResult analyze(FakeSubject subject, ActivationsParameters parameters)
      throws LoupeException {
    return new ActivationsAnalyzer().analyze(subject, parameters, Progress.none());
  }

  /** Makes another layer of one. */
  interface Change {
    Change NONE = (name, value) -> value;

    FloatTensor of(String name, FloatTensor value);

    /** Puts every value of a layer through a function. */
    static Change each(String layer, Function function) {
      return (name, value) -> {
        if (!name.equals(layer)) {
          return value;
        }
        float[] values = new float[value.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) function.of(value.values()[i], i % UNITS);
        }
        return new FloatTensor(value.axes(), values);
      };
    }
  }

  /** Of a value and its unit. */
  interface Function {
    double of(double value, int unit);
  }

  /** The recurrence with layers that are changed on their way out. */
  private record Changed(FakeRecurrentSession session, Change change) implements ModelSession {
    @Override
    public Checkpoint checkpoint() {
      return session.checkpoint();
    }

    @Override
    public Device device() {
      return session.device();
    }

    @Override
    public EngineInfo engine() {
      return session.engine();
    }

    @Override
    public Probes probes() {
      return session.probes();
    }

    @Override
    public Report evaluate(BatchSource in, Query query, Sink out, Progress progress)
        throws LoupeException {
      boolean forward = query.call() == null && query.outputs().contains(Query.EVERY_OUTPUT);
      return session.evaluate(
          in, forward ? query.withOutputs("next") : query, e -> out.accept(changed(e)), progress);
    }

    private Evaluation changed(Evaluation evaluation) {
      Map<String, FloatTensor> outputs = new LinkedHashMap<>();
      evaluation.outputs().forEach((name, value) -> outputs.put(name, change.of(name, value)));
      return new Evaluation(
          evaluation.batch(),
          evaluation.from(),
          outputs,
          evaluation.probes(),
          evaluation.gradients());
    }

    @Override
    public void close() {
      session.close();
    }
  }
}
