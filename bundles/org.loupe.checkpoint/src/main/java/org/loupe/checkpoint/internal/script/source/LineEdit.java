package org.loupe.checkpoint.internal.script.source;

import java.util.Map;
import java.util.TreeMap;
import org.loupe.checkpoint.internal.script.source.Reference.Span;

/** Collects changes of a line whose places are those of the line as it was, then makes them. */
public final class LineEdit {
  private final String line;
  private final TreeMap<Integer, String> inserted = new TreeMap<>();
  private final TreeMap<Integer, Span> removed = new TreeMap<>();

  /** Of a line. */
  public LineEdit(String line) {
    this.line = line;
  }

  /** Inserts text before a place, after what was inserted there already. */
  public void insert(int at, String text) {
    inserted.merge(at, text, String::concat);
  }

  /** Replaces a part, which must not overlap another that is replaced. */
  public void replace(Span part, String text) {
    removed.put(part.begin(), part);
    insert(part.begin(), text);
  }

  /** The changed line. */
  public String apply() {
    StringBuilder out = new StringBuilder(line.length() + 64);
    int at = 0;
    for (Map.Entry<Integer, String> text : inserted.entrySet()) {
      int place = Math.max(at, text.getKey());
      out.append(line, at, place).append(text.getValue());
      Span part = removed.get(text.getKey());
      at = part == null ? place : part.end();
    }
    return out.append(line, at, line.length()).toString();
  }
}
