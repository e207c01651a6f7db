package org.loupe.plots.render;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.loupe.plots.IndexAxis;

/**
 * The labels of an axis, chosen so that none touches another.
 *
 * @param labels in axis order
 * @param upwards whether they run from bottom to top, below a horizontal axis that has no room
 * @param extent room they need across the axis, in pixels
 * @param exponent power of ten to be said in the title, 0 for none
 */
record Labels(List<Label> labels, boolean upwards, double extent, int exponent) {
  private static final Labels NONE = new Labels(List.of(), false, 0, 0);
  private static final double GAP = 14;
  private static final double LINE = 1.3;
  private static final int MEASURED = 16;

  /**
   * One label.
   *
   * @param at place on the axis, in its units
   * @param text fitted to the room there is
   * @param place the place it names, −1 on axes that measure
   */
  record Label(double at, String text, int place) {}

  /**
   * Chooses the labels along an axis.
   *
   * @param length of the axis in pixels
   * @param horizontal whether it runs from left to right
   * @param most room across the axis for long names, in pixels
   * @param size of the text
   */
  static Labels of(AxisSpec axis, double length, boolean horizontal, double most, double size) {
    IndexAxis index = axis.index();
    if (!axis.labelled()) {
      return NONE;
    }
    if (index == null) {
      return ofValues(axis, length, horizontal, size);
    }
    return index.names().isEmpty() && consecutive(index)
        ? ofNumbers(axis, index, length, horizontal, size)
        : ofNames(axis, index, length, horizontal, most, size);
  }

  private static Labels ofValues(AxisSpec axis, double length, boolean horizontal, double size) {
    int count = Math.max(horizontal ? 2 : 1, (int) (length / (horizontal ? 64 : 44)));
    Ticks ticks = Ticks.of(axis.shown(), count, axis.form());
    while (horizontal
        && count > 1
        && widest(ticks.labels(), size) + GAP > ticks.gap() * length / axis.shown().span()) {
      count--;
      ticks = Ticks.of(axis.shown(), count, axis.form());
    }
    List<Label> labels = new ArrayList<>();
    for (int i = 0; i < ticks.values().size(); i++) {
      labels.add(new Label(ticks.values().get(i), ticks.labels().get(i), -1));
    }
    double extent = horizontal ? size : widest(texts(labels), size);
    return new Labels(labels, false, extent, ticks.exponent());
  }

  /** Consecutive numbers are labelled at round numbers, wherever they begin. */
  private static Labels ofNumbers(
      AxisSpec axis, IndexAxis index, double length, boolean horizontal, double size) {
    double density = length / axis.shown().span();
    int first = axis.place(axis.shown().from());
    int last = axis.place(axis.shown().to());
    int begin = index.size() == 0 ? 0 : index.positions()[0];
    // In the shipped font digits are not equally wide; no number of as many is wider than this.
    String greatest = Numbers.value(begin + Math.max(0, index.size() - 1));
    double widestNumber = Typeface.width(greatest.replaceAll("\\d", "4"), size, false);
    int step = Ticks.wholeStep((horizontal ? widestNumber + GAP : 2.4 * size) / density);
    List<Label> labels = new ArrayList<>();
    for (int place = first; place <= last && place < index.size(); place++) {
      double at = place + 0.5;
      if ((begin + place) % step == 0 && axis.shown().contains(at)) {
        labels.add(new Label(at, Numbers.value(begin + place), place));
      }
    }
    return new Labels(labels, false, horizontal ? size : widestNumber, 0);
  }

  private static Labels ofNames(
      AxisSpec axis, IndexAxis index, double length, boolean horizontal, double most, double size) {
    double density = length / axis.shown().span();
    if (horizontal && density > GAP) {
      List<Label> all = names(axis, index, 1, most, size);
      if (widest(texts(all), size) + GAP <= density) {
        return new Labels(all, false, size, 0);
      }
    }
    int step = Ticks.wholeStep(size * LINE / density);
    List<Label> labels = names(axis, index, step, most, size);
    double extent = Math.max(widest(texts(labels), size), Math.min(most, longest(index, size)));
    return new Labels(labels, horizontal, extent, 0);
  }

  private static List<Label> names(
      AxisSpec axis, IndexAxis index, int step, double most, double size) {
    List<Label> labels = new ArrayList<>();
    int last = Math.min(index.size() - 1, axis.place(axis.shown().to()));
    int first = axis.place(axis.shown().from());
    for (int place = (first + step - 1) / step * step; place <= last; place += step) {
      double at = place + 0.5;
      if (axis.shown().contains(at)) {
        labels.add(new Label(at, Typeface.fit(index.name(place), most, size, false), place));
      }
    }
    return labels;
  }

  /** Width of the longest names, shown or not, so that the plot area stays put while zooming. */
  private static double longest(IndexAxis index, double size) {
    PriorityQueue<String> longest =
        new PriorityQueue<>(MEASURED + 1, Comparator.comparingInt(String::length));
    for (int place = 0; place < index.size(); place++) {
      longest.add(index.name(place));
      if (longest.size() > MEASURED) {
        longest.poll();
      }
    }
    return widest(List.copyOf(longest), size);
  }

  private static boolean consecutive(IndexAxis index) {
    int[] positions = index.positions();
    for (int i = 1; i < positions.length; i++) {
      if (positions[i] != positions[0] + i) {
        return false;
      }
    }
    return true;
  }

  private static List<String> texts(List<Label> labels) {
    return labels.stream().map(Label::text).toList();
  }

  private static double widest(List<String> texts, double size) {
    return texts.stream().mapToDouble(t -> Typeface.width(t, size, false)).max().orElse(0);
  }
}
