package org.loupe.analysis;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.model.InputCard;
import org.loupe.model.ModelCard;
import org.loupe.model.Progress;
import org.loupe.model.Tensor;
import org.loupe.model.WindowLabel;

/**
 * What an input is compared with or replaced by: zero, the mean of the dataset, a chosen window, or
 * the mean of the windows with a label, such as the idle machine. Means are taken per step and
 * channel.
 *
 * @param values of one window, in the input's layout; shared, not copied
 * @param words inside a sentence: 'zero', 'the mean of all 586 windows', 'window 12'
 */
public record InputBaseline(float[] values, String words) {
  /** The choice that is 0 everywhere. */
  public static final String ZERO = "zero";

  /** The choice that is the mean of the dataset's windows. */
  public static final String MEAN = "mean";

  /** What the choice of a window begins with; its number follows. */
  public static final String WINDOW = "window:";

  private static final String LABEL = "label:";
  private static final int AT_ONCE = 64;

  /**
   * The baseline that a parameter's text stands for.
   *
   * @param choice {@code zero}, {@code mean}, {@code window:ID} or {@code label:NAME}
   * @param subject whose dataset is read
   * @param input a floating-point input
   * @param elements of one window of it
   * @throws BadInputException if the text is none of these, or there is no such window or label
   */
  public static InputBaseline of(
      String choice, Subject subject, String input, int elements, Progress progress)
      throws BadInputException {
    Dataset dataset = subject.windows().dataset();
    String name = choice.strip();
    if (name.equals(ZERO)) {
      return new InputBaseline(new float[elements], ZERO);
    }
    InputCard card = subject.card().input(input);
    if (name.equals(MEAN)) {
      int[] all = IntStream.range(0, dataset.size()).toArray();
      return mean(
          dataset, card, all, elements, "the mean of all " + all.length + " windows", progress);
    }
    if (name.startsWith(WINDOW)) {
      int number = window(name, dataset.size());
      return mean(dataset, card, new int[] {number}, elements, "window " + number, progress);
    }
    if (name.startsWith(LABEL)) {
      String label = name.substring(LABEL.length());
      int[] windows = labelled(label, subject.card(), dataset);
      String words =
          windows.length == 1
              ? "the only window labelled " + label
              : "the mean of the " + windows.length + " windows labelled " + label;
      return mean(dataset, card, windows, elements, words, progress);
    }
    throw new BadInputException(
        "Baseline '"
            + choice
            + "' is not known; use zero, mean, window:ID or label:NAME, for example window:12.");
  }

  private static int window(String choice, int size) throws BadInputException {
    String text = choice.substring(WINDOW.length()).strip();
    if (!text.matches("\\d{1,9}") || Integer.parseInt(text) >= size) {
      throw new BadInputException(
          "Baseline '"
              + choice
              + "' names no window of the dataset; its windows are numbered from 0 to "
              + (size - 1)
              + ".");
    }
    return Integer.parseInt(text);
  }

  private static int[] labelled(String label, ModelCard card, Dataset dataset)
      throws BadInputException {
    Set<String> known = new LinkedHashSet<>();
    int[] all = IntStream.range(0, dataset.size()).toArray();
    for (Map.Entry<String, WindowLabel> entry : card.labels().entrySet()) {
      Tensor numbers = dataset.read(entry.getValue().data(), all);
      if (numbers.size() != all.length) {
        continue;
      }
      int[] windows =
          IntStream.of(all)
              .filter(n -> entry.getValue().name((long) numbers.number(n)).equals(label))
              .toArray();
      if (windows.length > 0) {
        return windows;
      }
      IntStream.of(all).forEach(n -> known.add(entry.getValue().name((long) numbers.number(n))));
    }
    throw new BadInputException(
        "No window has the label '"
            + label
            + "'; "
            + (known.isEmpty()
                ? "the card gives windows no labels, so use zero, mean or window:ID."
                : "there are " + String.join(", ", known.stream().limit(20).toList()) + "."));
  }

  /** Windows that hold NaN or infinity do not take part. */
  private static InputBaseline mean(
      Dataset dataset,
      InputCard input,
      int[] windows,
      int elements,
      String words,
      Progress progress)
      throws BadInputException {
    double[] sums = new double[elements];
    int counted = 0;
    for (int from = 0; from < windows.length; from += AT_ONCE) {
      progress.checkCancelled();
      int[] some = Arrays.copyOfRange(windows, from, Math.min(windows.length, from + AT_ONCE));
      Tensor values = dataset.read(input.data(), some);
      if (values.size() != some.length * elements) {
        throw new BadInputException(
            "Array '"
                + input.data().array()
                + "' has the shape "
                + Tensor.describe(values.shape())
                + ", which does not fit input '"
                + input.name()
                + "'; correct the card.");
      }
      for (int n = 0; n < some.length; n++) {
        int offset = n * elements;
        if (IntStream.range(offset, offset + elements)
            .allMatch(i -> Double.isFinite(values.number(i)))) {
          counted++;
          for (int i = 0; i < elements; i++) {
            sums[i] += values.number(offset + i);
          }
        }
      }
    }
    if (counted == 0) {
      throw new BadInputException(
          "The baseline, "
              + words
              + ", holds NaN or infinite values in input '"
              + input.name()
              + "'; choose another one.");
    }
    float[] mean = new float[elements];
    for (int i = 0; i < elements; i++) {
      mean[i] = (float) (sums[i] / counted);
    }
    return new InputBaseline(mean, words);
  }
}
