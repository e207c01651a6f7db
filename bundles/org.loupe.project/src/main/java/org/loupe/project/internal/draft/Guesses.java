package org.loupe.project.internal.draft;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.model.ArrayReference;
import org.loupe.model.Dimension;
import org.loupe.project.imports.Guess;
import org.loupe.project.imports.Guess.Confidence;

/** The guesses of a draft, as they are made. */
final class Guesses {
  private final List<Guess> guesses = new ArrayList<>();

  void sure(String key, Object guess, String why) {
    add(key, guess, why, Confidence.SURE, List.of());
  }

  void likely(String key, Object guess, String why) {
    add(key, guess, why, Confidence.LIKELY, List.of());
  }

  void weak(String key, Object guess, String why, List<Object> alternatives) {
    add(key, guess, why, Confidence.WEAK, alternatives);
  }

  /** A placeholder that a person has to replace. */
  void open(String key, Object placeholder, String what) {
    add(key, placeholder, what, Confidence.OPEN, List.of());
  }

  /** Nothing stands there; a person may add it. */
  void unanswered(String key, String what) {
    guesses.add(new Guess(key, null, what, Confidence.OPEN, List.of()));
  }

  void add(String key, Object guess, String why, Confidence confidence, List<Object> others) {
    guesses.add(new Guess(key, guess, why, confidence, others));
  }

  List<Guess> all() {
    return List.copyOf(guesses);
  }

  /** Reasons as a sentence. */
  static String sentence(String reasons) {
    return Character.toUpperCase(reasons.charAt(0)) + reasons.substring(1) + ".";
  }

  /** A reference as it stands in the card. */
  static Map<String, Object> value(ArrayReference reference) {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("array", reference.array());
    if (reference.isSliced()) {
      List<Object> slice = new ArrayList<>();
      slice.add(reference.from());
      slice.add(reference.to());
      value.put("slice", Collections.unmodifiableList(slice));
    }
    return value;
  }

  /** Axes as they stand in the card. */
  static List<String> value(List<Dimension> axes) {
    return axes.stream().map(Dimension::key).toList();
  }
}
