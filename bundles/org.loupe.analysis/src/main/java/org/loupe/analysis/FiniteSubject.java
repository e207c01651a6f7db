package org.loupe.analysis;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.FloatTensor;
import org.loupe.model.InputCard;
import org.loupe.model.Progress;
import org.loupe.model.Tensor;
import org.loupe.model.Windows;

/**
 * A subject without those of its windows whose inputs hold NaN or infinity: a method leaves them
 * out, and says so. Where all windows are finite it is the subject itself in all but name.
 *
 * @param subject with all windows
 * @param places of the windows that are kept, ascending; shared, not copied
 */
public record FiniteSubject(Subject subject, int[] places) implements DelegatingSubject {
  private static final int AT_ONCE = 64;

  /** Windows after which progress is told: those of most datasets are looked at in no time. */
  private static final int TELLING = 64 * AT_ONCE;

  private static final int MOST_NUMBERS = 5;

  /**
   * Looks at every floating-point input of every window.
   *
   * @throws BadInputException if no window is left, or an array cannot be read
   */
  public static FiniteSubject of(Subject subject, Progress progress) throws BadInputException {
    int[] numbers = subject.windows().numbers();
    boolean[] bad = new boolean[numbers.length];
    for (InputCard input : subject.card().inputs()) {
      boolean stored = subject.windows().dataset().arrays().containsKey(input.data().array());
      for (int from = 0; stored && from < numbers.length; from += AT_ONCE) {
        progress.checkCancelled();
        if (from > 0 && from % TELLING == 0) {
          progress.report("looking for gaps in " + input.name(), from, numbers.length);
        }
        int to = Math.min(numbers.length, from + AT_ONCE);
        Tensor values =
            subject.windows().dataset().read(input.data(), Arrays.copyOfRange(numbers, from, to));
        mark(values, from, bad);
      }
    }
    int[] kept = IntStream.range(0, bad.length).filter(place -> !bad[place]).toArray();
    if (numbers.length == 0) {
      throw new BadInputException("There are no windows to analyse; choose at least one.");
    }
    if (kept.length == 0) {
      throw new BadInputException(
          (numbers.length == 1
                  ? "Window " + numbers[0] + " holds"
                  : "All of the " + numbers.length + " chosen windows hold")
              + " NaN or infinite values; choose others, or fill the gaps in the dataset.");
    }
    return new FiniteSubject(subject, kept);
  }

  private static void mark(Tensor values, int from, boolean[] bad) {
    int windows = values.axes().get(0).size();
    if (values instanceof FloatTensor floats && windows > 0) {
      int length = values.size() / windows;
      for (int i = 0; i < values.size(); i++) {
        if (!Float.isFinite(floats.values()[i])) {
          bad[from + i / length] = true;
        }
      }
    }
  }

  /** Numbers of the windows that are left out. */
  public int[] leftOut() {
    int[] all = subject.windows().numbers();
    int[] out = new int[all.length - places.length];
    int kept = 0;
    for (int place = 0; place < all.length; place++) {
      if (kept < places.length && places[kept] == place) {
        kept++;
      } else {
        out[place - kept] = all[place];
      }
    }
    return out;
  }

  /** The finding that windows are left out; empty where none is. */
  public List<Finding> findings() {
    int[] out = leftOut();
    if (out.length == 0) {
      return List.of();
    }
    String first =
        String.join(
            ", ", IntStream.of(out).limit(MOST_NUMBERS).mapToObj(Integer::toString).toList());
    return List.of(
        Finding.caution(
            "left_out",
            String.format(
                "%d of %d windows %s left out because an input holds NaN or an infinite value: %s%s.",
                out.length,
                subject.windows().size(),
                out.length == 1 ? "is" : "are",
                first,
                out.length > MOST_NUMBERS ? " and more" : ""),
            List.of((double) out.length, (double) subject.windows().size()),
            "said whenever a window is left out",
            null));
  }

  @Override
  public Windows windows() {
    int[] all = subject.windows().numbers();
    return places.length == all.length
        ? subject.windows()
        : new Windows(
            subject.windows().dataset(), IntStream.of(places).map(place -> all[place]).toArray());
  }

  @Override
  public BatchSource inputs(Decoding decoding, Collection<String> targets)
      throws BadInputException {
    BatchSource all = subject.inputs(decoding, targets);
    return places.length == all.size() ? all : new SomeWindows(all, places);
  }
}
