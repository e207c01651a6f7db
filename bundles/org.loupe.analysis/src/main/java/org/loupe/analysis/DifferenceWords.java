package org.loupe.analysis;

import java.util.Locale;
import org.loupe.model.Dimension;

/** How differences are written. */
final class DifferenceWords {
  private static final double LEAST_P = 0.001;

  private DifferenceWords() {}

  /** '+0.0340'. */
  static String signed(double value) {
    return (value > 0 ? "+" : "") + significant(value);
  }

  /** Three significant digits; 'n/a' of NaN, '0' of zero. */
  static String significant(double value) {
    if (Double.isNaN(value)) {
      return "n/a";
    }
    return value == 0 ? "0" : Numbers.significant(value);
  }

  /** '[+0.0210, +0.0490]', or why there is none. */
  static String interval(PairedDifferences.Item item) {
    Interval interval = item.interval();
    return interval == null
        ? "no interval: one " + item.noun().replaceAll("s$", "") + " only"
        : "[" + signed(interval.low()) + ", " + signed(interval.high()) + "]";
  }

  /** '0.002', '< 0.001'; '—' without a test. */
  static String p(double p) {
    if (Double.isNaN(p)) {
      return "—";
    }
    return p < LEAST_P ? "< 0.001" : Numbers.fixed(p, 3);
  }

  /** What items are, in the singular: 'prediction head'; 'item' where they are nothing known. */
  static String noun(Dimension dimension) {
    return switch (dimension) {
      case VALUE -> "item";
      case CHANNEL_GROUP -> "group";
      default -> dimension.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    };
  }

  /** 'one window', '15 windows'. */
  static String windows(int count) {
    return count == 1 ? "one window" : count + " windows";
  }

  /** An item inside a sentence: 'channel spindle_load', or its name in quotes. */
  static String item(PairedDifferences sample, PairedDifferences.Item item) {
    return sample.dimension() == Dimension.VALUE
        ? "'" + item.name() + "'"
        : noun(sample.dimension()) + " " + item.name();
  }
}
