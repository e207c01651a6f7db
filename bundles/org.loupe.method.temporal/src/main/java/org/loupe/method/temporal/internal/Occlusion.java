package org.loupe.method.temporal.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.InputLayout;
import org.loupe.analysis.PerWindow;
import org.loupe.analysis.RandomStreams;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.SomeWindows;
import org.loupe.analysis.Subject;
import org.loupe.analysis.VariantSource;
import org.loupe.model.BatchSource;
import org.loupe.model.Evaluation;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Progress;
import org.loupe.model.Query;

/**
 * The second opinion on gradients: parts of the input are set to their mean, and the change of the
 * outputs is held against that of as many random channels (M. Zeiler, R. Fergus, 2014).
 */
final class Occlusion {
  /** More windows than this are sampled evenly: a check must stay cheap. */
  static final int MOST_WINDOWS = 32;

  /** Random sets of channels. */
  static final int MOST_SETS = 20;

  /** With more channels, they are not occluded one by one. */
  static final int MOST_SINGLES = 16;

  /** Parts that the window's steps are cut into. */
  static final int PARTS = 4;

  private static final int LEAST_STEPS = 2 * PARTS;

  private final Subject subject;
  private final String input;
  private final InputLayout layout;
  private final Explained explained;
  private final @Nullable TimeSpans spans;
  private final double[] mean;

  /**
   * @param input whose channels are set to their mean
   * @param mean per channel
   */
  Occlusion(
      Subject subject,
      String input,
      InputLayout layout,
      Explained explained,
      @Nullable TimeSpans spans,
      double[] mean) {
    this.subject = subject;
    this.input = input;
    this.layout = layout;
    this.explained = explained;
    this.spans = spans;
    this.mean = mean;
  }

  /** A part of the input. */
  private record Part(int[] channels, int from, int to, boolean spans) {}

  /**
   * Occludes.
   *
   * @param inputs the subject's windows
   * @param strongest the channels that are held against random ones; empty if there are no others
   * @param resampling what the windows belong to
   */
  OcclusionCheck run(
      BatchSource inputs,
      int[] strongest,
      Resampling resampling,
      ModelSession session,
      Progress progress)
      throws LoupeException {
    List<Part> parts = new ArrayList<>();
    int[] all = IntStream.range(0, layout.channels()).toArray();
    parts.add(whole(new int[0]));
    parts.add(whole(all));
    List<int[]> sets = strongest.length == 0 ? List.of() : sets(strongest);
    int singles = layout.channels() > 1 && layout.channels() <= MOST_SINGLES ? all.length : 0;
    int quarters = layout.steps() >= LEAST_STEPS ? PARTS : 0;
    TimeSpans known = spans;
    boolean timed = known != null && !known.isConstant();
    if (strongest.length > 0) {
      parts.add(whole(strongest));
    }
    sets.forEach(set -> parts.add(whole(set)));
    for (int c = 0; c < singles; c++) {
      parts.add(whole(new int[] {c}));
    }
    for (int q = 0; q < quarters; q++) {
      parts.add(new Part(all, start(q), start(q + 1), false));
    }
    if (timed) {
      parts.add(new Part(new int[0], 0, 0, true));
    }
    int[] places = places(inputs.size());
    PerWindow changes =
        changes(new SomeWindows(inputs, places), parts, places.length, session, progress);
    return new OcclusionCheck(
        places.length,
        resampling.subset(places).describeWindows(),
        strongest,
        sets.size(),
        singles,
        quarters,
        timed,
        changes.means(
            IntStream.range(0, places.length).toArray(),
            resampling.subset(places),
            subject.seed(),
            progress));
  }

  private Part whole(int[] channels) {
    return new Part(channels, 0, layout.steps(), false);
  }

  /** The first step of a quarter. */
  private int start(int quarter) {
    return quarter * layout.steps() / PARTS;
  }

  /** Other sets of as many channels, no two alike: all there are where these are few. */
  private List<int[]> sets(int[] strongest) {
    Set<List<Integer>> seen = new HashSet<>();
    seen.add(sorted(strongest));
    List<int[]> sets = new ArrayList<>();
    SplittableRandom random = RandomStreams.of(subject.seed(), layout.channels());
    // Drawing again and again finds all of a few sets soon; the bound is for sets that are too few.
    for (int draw = 0; draw < 50 * MOST_SETS && sets.size() < MOST_SETS; draw++) {
      int[] set =
          Arrays.copyOf(RandomStreams.permutation(layout.channels(), random), strongest.length);
      if (seen.add(sorted(set))) {
        sets.add(set);
      }
    }
    return sets;
  }

  private static List<Integer> sorted(int[] set) {
    return IntStream.of(set).sorted().boxed().toList();
  }

  private static int[] places(int windows) {
    int count = Math.min(windows, MOST_WINDOWS);
    return IntStream.range(0, count).map(i -> (int) ((long) i * windows / count)).toArray();
  }

  private PerWindow changes(
      BatchSource windows, List<Part> parts, int count, ModelSession session, Progress progress)
      throws LoupeException {
    VariantSource changed =
        new VariantSource(
            windows,
            parts.size(),
            input,
            (window, variant, values, offset) -> occlude(parts.get(variant), values, offset));
    TimeSpans known = spans;
    BatchSource source =
        known == null
            ? changed
            : new VariantSource(
                changed,
                1,
                known.input(),
                (position, none, values, offset) -> {
                  if (parts.get(position % parts.size()).spans()) {
                    Arrays.fill(
                        values, offset, offset + known.mean().length, (float) known.overall());
                  }
                });
    PerWindow changes = PerWindow.of(count, parts.size() - 1);
    Base base = new Base();
    session.evaluate(
        source,
        // Without time spans it may be any model, whose memory the runtime knows better.
        known == null
            ? Query.outputs(explained.heads())
            : RecurrentBatch.outputs(layout, explained.heads()),
        evaluation -> {
          for (int i = 0; i < evaluation.batch().size(); i++) {
            int position = evaluation.from() + i;
            int variant = position % parts.size();
            if (variant == 0) {
              base.set(read(evaluation, i));
            } else {
              changes.put(position / parts.size(), variant - 1, base.change(read(evaluation, i)));
            }
          }
        },
        progress.named("check by occlusion"));
    return changes;
  }

  private void occlude(Part part, float[] values, int offset) {
    for (int c : part.channels()) {
      for (int t = part.from(); t < part.to(); t++) {
        values[offset + layout.position(0, t, c)] = (float) mean[c];
      }
    }
  }

  private double[] read(Evaluation evaluation, int row) {
    return explained.readouts().stream()
        .flatMapToDouble(readout -> Arrays.stream(readout.read(evaluation, row)))
        .toArray();
  }

  /** The outputs of a window as it is, which its variants are held against. */
  private static final class Base {
    private double[] outputs = {};

    void set(double[] now) {
      outputs = now;
    }

    double change(double[] other) {
      double sum = 0;
      for (int i = 0; i < other.length; i++) {
        sum += Math.abs(other[i] - outputs[i]);
      }
      return other.length == 0 ? 0 : sum / other.length;
    }
  }
}
