package org.loupe.batch.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.model.Tensor;
import org.loupe.project.imports.CardDraft;
import org.loupe.project.imports.Guess;
import org.loupe.project.imports.ImportedData;

/**
 * Tells what was guessed and what is unanswered.
 *
 * @param draft the card and its guesses
 * @param data it was drafted from, or null
 */
record DraftReport(CardDraft draft, @Nullable ImportedData data) {
  private static final int WIDEST = 60;

  /** A table for people. */
  String text() {
    TextTable guesses = new TextTable("place", "guess", "how sure", "why");
    TextTable open = new TextTable("place", "still unanswered");
    for (Guess guess : draft.guesses()) {
      if (guess.isOpen()) {
        open.row(guess.key(), guess.why());
      } else {
        guesses.row(
            guess.key(),
            cut(plain(guess.guess())),
            guess.confidence().name().toLowerCase(Locale.ROOT),
            guess.why() + others(guess));
      }
    }
    StringBuilder text = new StringBuilder();
    if (data != null) {
      TextTable arrays = new TextTable("array", "type and shape");
      data.dataset().arrays().forEach((name, info) -> arrays.row(name, info.toString()));
      data.dataset().unread().forEach((name, what) -> arrays.row(name, "not read: " + what));
      text.append('\n').append(arrays);
    }
    if (!draft.outputs().isEmpty()) {
      TextTable outputs = new TextTable("output", "shape");
      draft.outputs().forEach((name, shape) -> outputs.row(name, shape(shape)));
      text.append('\n').append(outputs);
    }
    text.append('\n').append(guesses);
    if (!open.isEmpty()) {
      text.append('\n').append(open);
    }
    remarks().forEach(remark -> text.append('\n').append(remark).append('\n'));
    return text.toString();
  }

  private List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    if (data != null) {
      remarks.addAll(data.remarks());
    }
    if (draft.notRun() != null) {
      remarks.add("The outputs are not known: " + draft.notRun());
    }
    remarks.addAll(draft.remarks());
    return remarks;
  }

  private static String others(Guess guess) {
    if (guess.alternatives().isEmpty()) {
      return "";
    }
    List<String> others = guess.alternatives().stream().map(DraftReport::plain).toList();
    return " Or: " + String.join("; ", others) + ".";
  }

  /** The window first, whose number is not known. */
  static String shape(int[] shape) {
    return Tensor.describe(shape).replaceFirst("^\\[0", "[N");
  }

  private static String plain(@Nullable Object value) {
    if (value instanceof Map<?, ?> map && map.get("array") != null && map.size() <= 3) {
      StringBuilder text = new StringBuilder(String.valueOf(map.get("array")));
      if (map.get("slice") instanceof List<?> slice && slice.size() == 2) {
        text.append('[')
            .append(end(slice.get(0)))
            .append(':')
            .append(end(slice.get(1)))
            .append(']');
      }
      if (map.get("in") != null) {
        text.append(" in ").append(map.get("in"));
      }
      if (map.get("notIn") != null) {
        text.append(" not in ").append(map.get("notIn"));
      }
      return text.toString();
    }
    return value == null ? "" : String.valueOf(value);
  }

  private static String end(@Nullable Object end) {
    return end == null ? "" : String.valueOf(end);
  }

  private static String cut(String text) {
    return text.length() > WIDEST ? text.substring(0, WIDEST - 1) + "…" : text;
  }

  /**
   * One document for programs.
   *
   * @param key of the place that was written
   */
  String json(String key, Path written) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put(key, written.toString());
    document.put("inputs", draft.card().inputs().stream().map(input -> input.name()).toList());
    document.put("heads", draft.card().heads().stream().map(head -> head.name()).toList());
    document.put("outputs", draft.outputs());
    document.put("not_run", draft.notRun());
    List<Map<String, @Nullable Object>> guesses = new ArrayList<>();
    for (Guess guess : draft.guesses()) {
      Map<String, @Nullable Object> entry = new LinkedHashMap<>();
      entry.put("key", guess.key());
      entry.put("guess", guess.guess());
      entry.put("confidence", guess.confidence().name().toLowerCase(Locale.ROOT));
      entry.put("why", guess.why());
      entry.put("alternatives", guess.alternatives());
      guesses.add(entry);
    }
    document.put("guesses", guesses);
    document.put("remarks", remarks());
    return Json.text(document) + System.lineSeparator();
  }
}
