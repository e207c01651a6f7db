package org.loupe.method.temporal.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.loupe.analysis.ChannelNames;
import org.loupe.analysis.PerWindow;
import org.loupe.analysis.Sample;
import org.loupe.analysis.Samples;
import org.loupe.model.Dimension;

/** Importance window by window. */
final class ImportanceSamples {
  private static final String OF_ALL = "what occlusion changes is kept of all windows together";

  private ImportanceSamples() {}

  static Samples of(ImportanceResult result) {
    PerWindow byChannel = result.byChannel();
    PerWindow byStep = result.byStep();
    ChannelNames names = new ChannelNames(result.channels());
    int quarter = result.summary().quarter();
    int steps = byStep.columns();
    List<Sample> all = new ArrayList<>();
    float[] totals = sums(byStep, 0, steps);
    float[] mean = totals.clone();
    for (int n = 0; n < mean.length; n++) {
      mean[n] /= steps * byChannel.columns();
    }
    all.add(
        Sample.means(
                "mean",
                "Mean importance per step and channel (" + result.explained().words() + ")",
                Dimension.VALUE,
                List.of(""),
                mean)
            .ofScalars(List.of("mean")));
    if (quarter > 0) {
      all.add(share("first_quarter", "first", sums(byStep, 0, quarter), totals));
      all.add(share("last_quarter", "last", sums(byStep, steps - quarter, steps), totals));
    }
    PerWindow bySpan = result.bySpan();
    if (bySpan != null) {
      float[] spans = sums(bySpan, 0, bySpan.columns());
      float[] both = new float[spans.length];
      for (int n = 0; n < both.length; n++) {
        both[n] = spans[n] + totals[n];
      }
      all.add(
          Sample.ratios(
                  "timespans",
                  "Share of the time spans beside all channels",
                  Dimension.VALUE,
                  List.of(""),
                  spans,
                  both)
              .ofScalars(List.of("timespans")));
    }
    all.add(
        Sample.means(
                "channels",
                "Importance summed over steps (" + result.explained().words() + ")",
                Dimension.CHANNEL,
                IntStream.range(0, byChannel.columns()).mapToObj(names::name).toList(),
                byChannel.values())
            .ofImportance());
    return Samples.of(result.resampling(), all)
        .without(
            Map.of(
                "occlusion/all", OF_ALL,
                "occlusion/strongest", OF_ALL,
                "occlusion/random", OF_ALL));
  }

  private static Sample share(String name, String which, float[] part, float[] totals) {
    return Sample.ratios(
            name,
            "Share of the " + which + " quarter of the window",
            Dimension.VALUE,
            List.of(""),
            part,
            totals)
        .ofScalars(List.of(name));
  }

  private static float[] sums(PerWindow values, int from, int to) {
    float[] sums = new float[values.windows()];
    for (int n = 0; n < sums.length; n++) {
      double sum = 0;
      for (int i = from; i < to; i++) {
        sum += values.at(n, i);
      }
      sums[n] = (float) sum;
    }
    return sums;
  }
}
