package org.loupe.method.overview.internal;

import java.util.Locale;

/** What a prediction head is scored as. */
enum Measure {
  /** The model on the windows as they are. */
  INTACT("model"),
  /** The most frequent class, or the mean of a regression. */
  MAJORITY("majority"),
  /** The class that most often follows the true previous token. */
  PREVIOUS_TOKEN("previous token"),
  /** The model with an input set to zero. */
  ZEROED("zeroed"),
  /** The model with an input that belongs to another window. */
  SHUFFLED("shuffled across windows");

  private final String words;

  Measure(String words) {
    this.words = words;
  }

  /** As it stands in tables: {@code previous_token}. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** In the legend; inputs by their names. */
  String words(String input) {
    return switch (this) {
      case ZEROED, SHUFFLED -> input + " " + words;
      default -> words;
    };
  }

  /** Whether the model computes it on changed inputs. */
  boolean isChanged() {
    return this == ZEROED || this == SHUFFLED;
  }
}
