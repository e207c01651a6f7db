package org.loupe.method.temporal.internal;

import java.util.ArrayList;
import java.util.List;

/** Time spans that say nothing of the window's own: what a model that uses them would miss. */
enum Alternative {
  /** Every span is 1, as where none are given. */
  ONE,
  /** Every span is the mean of all, as if the steps were regular. */
  MEAN,
  /** The spans of another window. */
  OTHER;

  /** Those that differ from the spans themselves. */
  static List<Alternative> of(TimeSpans spans, int windows) {
    List<Alternative> all = new ArrayList<>();
    if (!spans.isConstant() || spans.least() != 1) {
      all.add(ONE);
    }
    if (!spans.isConstant()) {
      all.add(MEAN);
      if (windows > 1) {
        all.add(OTHER);
      }
    }
    return all;
  }

  /** Whether every span is the same. */
  boolean isConstant() {
    return this != OTHER;
  }

  /** 'all spans 1 s'. */
  String words(TimeSpans spans) {
    return switch (this) {
      case ONE -> "all spans 1" + (spans.unit() == null ? "" : " " + spans.unit());
      case MEAN -> "all spans at their mean, " + spans.text(spans.overall());
      case OTHER -> "the spans of another window";
    };
  }
}
