package org.loupe.method.attention.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.analysis.Decoding;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Batch;
import org.loupe.model.BatchSource;
import org.loupe.model.Checkpoint;
import org.loupe.model.Device;
import org.loupe.model.Dimension;
import org.loupe.model.EngineInfo;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.ModelSession;
import org.loupe.model.Probe;
import org.loupe.model.Probes;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.Sink;
import org.loupe.model.Windows;
import org.loupe.testkit.CardBuilder;
import org.loupe.testkit.FakeDataset;
import org.loupe.testkit.FakeSubject;

/** A model that is nothing but attention weights, given in advance for every window. */
final class WeightsSession implements ModelSession {
  private static final int MICRO_BATCH = 2;

  private final Map<String, FloatTensor> weights = new LinkedHashMap<>();
  private final List<Probe> probes = new ArrayList<>();
  private final int windows;
  private final int steps;

  /** Of as many windows, on inputs [N,T,1]. */
  WeightsSession(int windows, int steps) {
    this.windows = windows;
    this.steps = steps;
  }

  /**
   * Adds an attention.
   *
   * @param shape per window: H, Tq and Tk, or Tq and Tk
   * @param values row-major [N,…]
   */
  WeightsSession with(String module, int[] shape, float... values) {
    return with(module, tensor(shape, values));
  }

  private FloatTensor tensor(int[] shape, float... values) {
    List<Axis> axes = new ArrayList<>(List.of(Axis.of(Dimension.WINDOW, windows)));
    for (int i = 0; i < shape.length; i++) {
      axes.add(new Axis("value_" + (i + 1), Dimension.VALUE, shape[i]));
    }
    return new FloatTensor(axes, values);
  }

  /** The same weights in every window. */
  WeightsSession same(String module, int[] shape, float... values) {
    float[] all = new float[windows * values.length];
    for (int n = 0; n < windows; n++) {
      System.arraycopy(values, 0, all, n * values.length, values.length);
    }
    return with(module, shape, all);
  }

  WeightsSession with(String module, FloatTensor values) {
    String probe = module + Probe.ATTENTION;
    weights.put(probe, values);
    probes.add(new Probe(probe, Probe.Kind.ATTENTION, module, "Attention"));
    return this;
  }

  /** Adds one that is called several times with growing lengths; one call alone can be read. */
  WeightsSession growing(String module, int call, int[] shape, float... values) {
    String probe = module + Probe.ATTENTION;
    weights.put(probe + "#" + call, tensor(shape, values));
    probes.add(new Probe(probe, Probe.Kind.ATTENTION, module, "Attention"));
    return this;
  }

  /** The same session on windows of recordings of two. */
  FakeSubject subject() {
    long[] recording = new long[windows];
    Arrays.setAll(recording, n -> n / 2);
    return new FakeSubject(
        this,
        Windows.all(
            new FakeDataset("test")
                .with("x", new int[] {windows, steps, 1}, new float[windows * steps])
                .with("recording", new int[] {windows}, recording)));
  }

  static AttentionParameters parameters(String modules) {
    return new AttentionParameters(modules, Decoding.TEACHER_FORCED);
  }

  AttentionResult result(String modules) throws LoupeException {
    return new AttentionAnalyzer().analyze(subject(), parameters(modules), Progress.none());
  }

  @Override
  public Checkpoint checkpoint() {
    ModelCard card = new CardBuilder("weights").input("x", "sensor").clusters("recording").build();
    return new Checkpoint("weights", Path.of("weights.ts.pt"), null, "a".repeat(64), card);
  }

  @Override
  public Device device() {
    return Device.CPU;
  }

  @Override
  public EngineInfo engine() {
    return new EngineInfo("fake", "1", "none");
  }

  @Override
  public Probes probes() {
    List<Probe> all = new ArrayList<>(probes);
    all.add(new Probe("mlp", Probe.Kind.OUTPUT, "mlp", "Linear"));
    return new Probes(all, List.of(), Probes.NONE.verification());
  }

  @Override
  public Report evaluate(BatchSource in, Query query, Sink out, Progress progress)
      throws BadInputException {
    for (int from = 0; from < in.size(); from += MICRO_BATCH) {
      progress.checkCancelled();
      int to = Math.min(in.size(), from + MICRO_BATCH);
      Batch batch = in.read(from, to);
      Map<String, FloatTensor> read = new LinkedHashMap<>();
      for (String probe : query.probes()) {
        if (!weights.containsKey(probe) && probe.indexOf('#') < 0) {
          throw new BadInputException("Probe '" + probe + "' fires several times.");
        }
        read.put(probe, rows(probe, from, to));
      }
      out.accept(new Evaluation(batch, from, Map.of(), read, List.of()));
      progress.report("evaluate", to, in.size());
    }
    return new Report(MICRO_BATCH);
  }

  private FloatTensor rows(String probe, int from, int to) {
    int at = probe.lastIndexOf('#');
    FloatTensor all =
        weights.get(at < 0 || weights.containsKey(probe) ? probe : probe.substring(0, at));
    List<Axis> axes = new ArrayList<>(all.axes());
    axes.set(0, Axis.of(Dimension.WINDOW, to - from));
    int width = all.size() / windows;
    float[] rows = Arrays.copyOfRange(all.values(), from * width, to * width);
    if (at < 0 || weights.containsKey(probe)) {
      return new FloatTensor(axes, rows);
    }
    int calls = axes.remove(1).size();
    int call = Integer.parseInt(probe.substring(at + 1));
    int each = width / calls;
    float[] one = new float[(to - from) * each];
    for (int n = 0; n < to - from; n++) {
      System.arraycopy(rows, n * width + call * each, one, n * each, each);
    }
    return new FloatTensor(axes, one);
  }

  @Override
  public void close() {
    // nothing is held
  }
}
