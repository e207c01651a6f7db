package org.loupe.batch.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a document is, for people and as JSON, gathered side by side. */
final class Described {
  private final List<String> lines = new ArrayList<>();
  private final Map<String, @Nullable Object> document = new LinkedHashMap<>();

  /** Adds a line for people. */
  void line(String line) {
    lines.add(SummaryText.harmless(line));
  }

  /** Adds a titled list for people; nothing if it is empty. */
  void lines(String title, List<String> entries) {
    if (!entries.isEmpty()) {
      line(title + ":");
      entries.forEach(entry -> line("  " + entry));
    }
  }

  /** Adds a value for programs. */
  void put(String key, @Nullable Object value) {
    document.put(key, value);
  }

  /** Adds a value for both. */
  void both(String key, Object value) {
    line(key + ": " + value);
    put(key, value);
  }

  String text(boolean json) {
    String end = System.lineSeparator();
    return json ? Json.text(document) + end : String.join(end, lines) + end;
  }
}
