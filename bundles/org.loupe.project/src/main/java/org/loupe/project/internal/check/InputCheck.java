package org.loupe.project.internal.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.loupe.model.BadInputException;
import org.loupe.model.ChannelSet;
import org.loupe.model.Dataset;
import org.loupe.model.Dimension;
import org.loupe.model.InputCard;
import org.loupe.model.ModelCard;
import org.loupe.model.Progress;
import org.loupe.model.Tensor;
import org.loupe.model.Windows;

/** Looks at the numbers that feed a model: gaps, and channels that never change. */
final class InputCheck {
  private static final int CHUNK = 64;
  private static final int SHOWN = 5;

  private final ModelCard card;
  private final Windows windows;
  private final Problems problems;
  private final Progress progress;
  private final Set<Integer> unsound = new LinkedHashSet<>();

  InputCheck(ModelCard card, Windows windows, Problems problems, Progress progress) {
    this.card = card;
    this.windows = windows;
    this.problems = problems;
    this.progress = progress;
  }

  /**
   * The windows whose inputs are sound.
   *
   * @throws BadInputException if an array cannot be read
   */
  Windows sound() throws BadInputException {
    Dataset dataset = windows.dataset();
    for (InputCard input : card.inputs()) {
      if (dataset.arrays().containsKey(input.data().array())) {
        look(input);
      }
    }
    if (unsound.isEmpty()) {
      return windows;
    }
    return new Windows(
        dataset,
        IntStream.of(windows.numbers()).filter(window -> !unsound.contains(window)).toArray());
  }

  private void look(InputCard input) throws BadInputException {
    int axis = input.axes().indexOf(Dimension.CHANNEL);
    float[] low = new float[0];
    float[] high = new float[0];
    Set<Integer> gaps = new LinkedHashSet<>();
    for (int from = 0; from < windows.size(); from += CHUNK) {
      progress.checkCancelled();
      progress.report("look at the inputs", from, windows.size());
      int[] numbers =
          Arrays.copyOfRange(windows.numbers(), from, Math.min(windows.size(), from + CHUNK));
      Tensor values = windows.dataset().read(input.data(), numbers);
      int channels = channels(values, axis);
      int inner = inner(values, axis);
      if (low.length == 0) {
        low = new float[channels];
        high = new float[channels];
        Arrays.fill(low, Float.POSITIVE_INFINITY);
        Arrays.fill(high, Float.NEGATIVE_INFINITY);
      }
      int perWindow = values.size() / numbers.length;
      for (int i = 0; i < values.size(); i++) {
        float value = (float) values.number(i);
        if (!Float.isFinite(value)) {
          gaps.add(numbers[i / perWindow]);
          continue;
        }
        int channel = i / inner % channels;
        low[channel] = Math.min(low[channel], value);
        high[channel] = Math.max(high[channel], value);
      }
    }
    tell(input, gaps);
    if (axis > 0) {
      tell(input, low, high);
    }
    unsound.addAll(gaps);
  }

  private static int channels(Tensor values, int axis) {
    return axis > 0 && axis < values.axes().size() ? values.axes().get(axis).size() : 1;
  }

  /** How many elements lie between one channel and the next. */
  private static int inner(Tensor values, int axis) {
    int inner = 1;
    for (int i = axis + 1; axis > 0 && i < values.axes().size(); i++) {
      inner *= values.axes().get(i).size();
    }
    return axis > 0 ? inner : Math.max(1, values.size());
  }

  private void tell(InputCard input, Set<Integer> gaps) {
    if (!gaps.isEmpty()) {
      problems.error(
          "Array '"
              + input.data().array()
              + "' for input '"
              + input.name()
              + "' holds NaN or infinity in "
              + gaps.size()
              + (gaps.size() == 1 ? " window (" : " windows (")
              + first(gaps.stream().map(String::valueOf).toList())
              + "), which are left out here; fill the gaps or remove these windows.");
    }
  }

  private void tell(InputCard input, float[] low, float[] high) {
    List<String> constant = new ArrayList<>();
    for (int channel = 0; channel < low.length; channel++) {
      if (low[channel] == high[channel]) {
        constant.add(name(input, channel));
      }
    }
    if (!constant.isEmpty()) {
      problems.warning(
          constant.size()
              + " of "
              + low.length
              + " channels of input '"
              + input.name()
              + "' never change ("
              + first(constant)
              + "); they cannot tell the model anything, look whether they were recorded.");
    }
  }

  private String name(InputCard input, int channel) {
    return card.channelsOf(input)
        .map(ChannelSet::names)
        .filter(names -> channel < names.size())
        .map(names -> names.get(channel))
        .orElse(String.valueOf(channel));
  }

  private static String first(List<String> all) {
    int more = all.size() - SHOWN;
    return String.join(", ", all.subList(0, Math.min(SHOWN, all.size())))
        + (more > 0 ? " and " + more + " more" : "");
  }
}
