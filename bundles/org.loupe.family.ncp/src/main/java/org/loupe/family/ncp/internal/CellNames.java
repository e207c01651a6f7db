package org.loupe.family.ncp.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cell among the names of a state dict.
 *
 * @param kind which equations it has
 * @param path what its tensors' names begin with: {@code rnn_cell.}; empty for a cell alone
 * @param layers paths of a wired cell's layers by their number; empty for a cell that is not wired
 */
record CellNames(Kind kind, String path, Map<Integer, String> layers) {
  private static final Pattern LAYER = Pattern.compile("(.*?)layer_(\\d{1,4})\\.");
  private static final String CELL = "rnn_cell.";
  private static final String FF1 = "ff1.weight";
  private static final String LEAK = "gleak";

  /** Kinds of cells. */
  enum Kind {
    /** Closed-form continuous-time. */
    CFC,
    /** Liquid time-constant. */
    LTC
  }

  /** All cells; those of one wired network are one. */
  static List<CellNames> in(Collection<String> names) {
    Map<String, CellNames> found = new LinkedHashMap<>();
    for (String name : names) {
      if (name.endsWith(FF1)) {
        String path = name.substring(0, name.length() - FF1.length());
        if (names.contains(path + "time_a.weight") || names.contains(path + "w_tau")) {
          addClosedForm(path, found);
        }
      } else if (name.endsWith(LEAK)) {
        String path = name.substring(0, name.length() - LEAK.length());
        if (names.contains(path + "cm") && names.contains(path + "sensory_w")) {
          found.put(path, new CellNames(Kind.LTC, path, Map.of()));
        }
      }
    }
    return new ArrayList<>(found.values());
  }

  private static void addClosedForm(String path, Map<String, CellNames> found) {
    Matcher layer = LAYER.matcher(path);
    if (layer.matches()) {
      found
          .computeIfAbsent(layer.group(1), base -> new CellNames(Kind.CFC, base, new TreeMap<>()))
          .layers
          .put(Integer.valueOf(layer.group(2)), path);
    } else {
      found.put(path, new CellNames(Kind.CFC, path, Map.of()));
    }
  }

  /** Whether the cell is made of layers. */
  boolean isWired() {
    return !layers.isEmpty();
  }

  /** What the names of tensors beside the cell begin with. */
  String beside() {
    return path.endsWith(CELL) ? path.substring(0, path.length() - CELL.length()) : path;
  }
}
