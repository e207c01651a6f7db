package org.loupe.runtime.internal;

import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Batch;
import org.loupe.model.FloatTensor;
import org.loupe.model.LongTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.Probe;
import org.loupe.model.Tensor;

/**
 * Checks on a few real windows that an archive with probes computes what the saved one computes:
 * the same bits while nothing is probed, and within {@value #TOLERANCE} while everything is read.
 * All calls belong on {@link EngineThreads}.
 */
final class Verifier {

  /** Enough to see how values count windows, and few enough to cost next to nothing. */
  static final int WINDOWS = 2;

  private static final int RUNS = 3;
  private static final double TOLERANCE = 1e-5;

  /** Of random numbers, where a forward draws some. */
  private static final long SEED = 42;

  private final Evaluator evaluator;
  private final ModelCard card;
  private final Batch batch;

  /**
   * A verifier on some windows.
   *
   * @param batch a few of them
   */
  Verifier(Evaluator evaluator, ModelCard card, Batch batch) {
    this.evaluator = evaluator;
    this.card = card;
    this.batch = batch;
  }

  /**
   * What the saved archive computes.
   *
   * @param outputs of one run
   * @param deterministic whether all runs gave the same bits
   * @param spread largest difference between runs that drew the same random numbers
   */
  record Reference(Snapshot outputs, boolean deterministic, double spread) {}

  /**
   * Runs the saved archive.
   *
   * @throws BadInputException if it cannot be run on these windows
   */
  Reference reference(LoadedModel original) throws LoupeException {
    List<Snapshot> runs = run(original, false);
    if (runs.stream().allMatch(runs.get(0)::equalBits)) {
      return new Reference(runs.get(0), true, 0);
    }
    List<Snapshot> seeded = run(original, true);
    double spread = seeded.stream().mapToDouble(seeded.get(0)::distance).max().orElseThrow();
    return new Reference(seeded.get(0), false, spread);
  }

  private List<Snapshot> run(LoadedModel model, boolean seeded) throws LoupeException {
    List<Snapshot> runs = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      runs.add(run(model, seeded, Set.of()));
    }
    return runs;
  }

  private Snapshot run(LoadedModel model, boolean seeded, Set<String> probes)
      throws LoupeException {
    if (seeded) {
      JniUtils.setSeed(SEED);
    }
    return evaluator.look(model, card, batch, probes, (outputs, recorded) -> Snapshot.of(outputs));
  }

  /**
   * Compares an archive with probes with the saved one.
   *
   * @param model left armed
   * @return what is wrong, in words that complete 'it was found that …', or null if nothing is
   */
  @Nullable String check(LoadedModel model, Reference reference, List<Probe> probes)
      throws LoupeException {
    boolean seeded = !reference.deterministic();
    for (Snapshot run : run(model, seeded)) {
      boolean same =
          reference.spread() == 0
              ? run.equalBits(reference.outputs())
              : run.distance(reference.outputs()) <= 2 * reference.spread();
      if (!same) {
        return difference("with nothing looked at", run, reference);
      }
    }
    if (probes.isEmpty()) {
      return null;
    }
    for (int i = 0; i < RUNS; i++) {
      Snapshot run = run(model, seeded, names(probes));
      if (!(run.distance(reference.outputs()) <= Math.max(TOLERANCE, 2 * reference.spread()))) {
        return difference("with everything looked at", run, reference);
      }
    }
    return null;
  }

  private static String difference(String when, Snapshot run, Reference reference) {
    return String.format(
        Locale.ROOT,
        "the outputs changed %s (%s by %.1e)",
        when,
        reference.outputs().farthest(run),
        reference.outputs().distance(run));
  }

  static Set<String> names(List<Probe> probes) {
    return probes.stream().map(Probe::name).collect(Collectors.toSet());
  }

  /**
   * Finds out how the values at probes count windows.
   *
   * @param model left armed
   */
  ProbeLayouts layouts(LoadedModel model, Set<String> probes) throws LoupeException {
    Map<String, List<long[]>> shapes =
        evaluator.look(
            model,
            card,
            batch,
            probes,
            (outputs, recorded) ->
                new RecordedValues(recorded, ProbeLayouts.NONE, batch.size()).shapes(probes));
    Batch longer = withLastTwice(batch);
    return evaluator.look(
        model,
        card,
        longer,
        probes,
        (outputs, recorded) ->
            new LayoutFinder(longer.size())
                .find(shapes, new RecordedValues(recorded, ProbeLayouts.NONE, longer.size())));
  }

  /** The windows, and the last of them once more. */
  private static Batch withLastTwice(Batch batch) {
    int n = batch.size();
    int[] windows = Arrays.copyOf(batch.windows(), n + 1);
    windows[n] = windows[n - 1];
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    batch.inputs().forEach((name, tensor) -> inputs.put(name, withLastTwice(tensor, n)));
    return new Batch(windows, inputs, Map.of());
  }

  private static Tensor withLastTwice(Tensor tensor, int windows) {
    List<Axis> axes = new ArrayList<>(tensor.axes());
    Axis first = axes.get(0);
    axes.set(0, new Axis(first.name(), first.dimension(), windows + 1));
    int stride = tensor.size() / windows;
    if (tensor instanceof FloatTensor floats) {
      float[] values = Arrays.copyOf(floats.values(), tensor.size() + stride);
      System.arraycopy(values, tensor.size() - stride, values, tensor.size(), stride);
      return new FloatTensor(axes, values);
    }
    LongTensor longs = (LongTensor) tensor;
    long[] values = Arrays.copyOf(longs.values(), tensor.size() + stride);
    System.arraycopy(values, tensor.size() - stride, values, tensor.size(), stride);
    return new LongTensor(axes, longs.elementType(), values);
  }
}
