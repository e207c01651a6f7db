package org.loupe.method.heads.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.loupe.analysis.Sample;
import org.loupe.analysis.Samples;
import org.loupe.model.Dimension;

/** What prediction heads did window by window. */
final class HeadsSamples {
  private HeadsSamples() {}

  static Samples of(Summary summary, Summary.Material material) {
    List<Sample> all = new ArrayList<>();
    measure(summary, Measure.ACCURACY, "accuracy", "Accuracy", HeadSummary::isScored, all);
    measure(summary, Measure.CONFIDENCE, "confidence", "Mean confidence", head -> true, all);
    errors(material, summary.resampling().unit().length, all);
    Map<String, String> without = new LinkedHashMap<>();
    for (HeadSummary head : summary.heads()) {
      // Bins are filled by all windows together; their mean gap is no sum over windows.
      without.put("ece/" + head.name(), "a calibration error is of all windows together");
    }
    for (ValueSummary value : summary.values()) {
      without.put("r2/" + value.name(), "R² is of all windows together");
    }
    return Samples.of(summary.resampling(), all).without(without);
  }

  private static void measure(
      Summary summary,
      Measure measure,
      String name,
      String label,
      Predicate<HeadSummary> known,
      List<Sample> all) {
    List<HeadSummary> heads = summary.heads().stream().filter(known).toList();
    if (heads.isEmpty()) {
      return;
    }
    int windows = summary.resampling().unit().length;
    int[] places = IntStream.range(0, windows).toArray();
    float[] above = new float[windows * heads.size()];
    float[] below = new float[above.length];
    for (int h = 0; h < heads.size(); h++) {
      float[] sums = new Sums(heads.get(h).head(), heads.get(h).majority()).of(places);
      for (int n = 0; n < windows; n++) {
        int at = 2 * (n * Measure.COUNT + measure.ordinal());
        above[n * heads.size() + h] = sums[at];
        below[n * heads.size() + h] = sums[at + 1];
      }
    }
    List<String> names = heads.stream().map(HeadSummary::name).toList();
    all.add(
        Sample.ratios(name, label, Dimension.PREDICTION_HEAD, names, above, below)
            .ofScalars(names.stream().map(head -> name + "/" + head).toList()));
  }

  private static void errors(Summary.Material material, int windows, List<Sample> all) {
    List<String> names = new ArrayList<>();
    int columns = material.values().stream().mapToInt(HeadValues::units).sum();
    if (columns == 0) {
      return;
    }
    float[] above = new float[windows * columns];
    float[] below = new float[above.length];
    for (int h = 0; h < material.values().size(); h++) {
      HeadValues head = material.values().get(h);
      boolean[] compared = material.compared().get(h);
      for (int unit = 0; unit < head.units(); unit++) {
        for (int n = 0; n < windows; n++) {
          int at = n * columns + names.size();
          for (int i = n * head.perWindow() + unit;
              i < (n + 1) * head.perWindow();
              i += head.units()) {
            if (compared[i]) {
              above[at] += Math.abs(head.predicted()[i] - head.truth()[i]);
              below[at]++;
            }
          }
        }
        names.add(ValueSummary.name(head, unit));
      }
    }
    all.add(
        Sample.ratios("mae", "Mean absolute error", Dimension.VALUE, names, above, below)
            .ofScalars(names.stream().map(value -> "mae/" + value).toList()));
  }
}
