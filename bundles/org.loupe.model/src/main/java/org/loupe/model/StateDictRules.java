package org.loupe.model;

import java.util.List;

/**
 * How the names in a training checkpoint map to the parameters of an architecture.
 *
 * @param sections keys of the checkpoint that hold state dicts; empty means the root
 * @param rename applied in order to every name
 * @param ignore regular expressions of names (before renaming) that are left out
 */
public record StateDictRules(List<String> sections, List<Rename> rename, List<String> ignore) {

  /**
   * A renaming rule.
   *
   * @param pattern regular expression, found anywhere in the name
   * @param replacement as in {@link java.util.regex.Matcher#replaceAll(String)}
   */
  public record Rename(String pattern, String replacement) {}

  /** Copies the lists. */
  public StateDictRules {
    sections = List.copyOf(sections);
    rename = List.copyOf(rename);
    ignore = List.copyOf(ignore);
  }
}
