package org.loupe.workbench.internal.core;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the compared checkpoints said of windows, and in which of them they differ. */
public final class Told {
  private final List<WindowOutcomes> checkpoints;
  private final List<Flips> flips;
  private final int windows;

  /**
   * Where a checkpoint says something else than the baseline.
   *
   * @param checkpoint its name
   * @param heads windows, by prediction head; those without any are left out
   */
  private record Flips(String checkpoint, Map<String, BitSet> heads) {
    boolean isAny(int window) {
      return heads.values().stream().anyMatch(windows -> windows.get(window));
    }

    String words(int window) {
      return heads.entrySet().stream()
          .filter(head -> head.getValue().get(window))
          .map(Map.Entry::getKey)
          .collect(Collectors.joining(", ", checkpoint + ": ", ""));
    }
  }

  private Told(List<WindowOutcomes> checkpoints, List<Flips> flips, int windows) {
    this.checkpoints = checkpoints;
    this.flips = flips;
    this.windows = windows;
  }

  /** Nothing is known. */
  public static Told nothing() {
    return new Told(List.of(), List.of(), 0);
  }

  /**
   * Holds checkpoints against the first. Not on a UI thread.
   *
   * @param size number of windows
   * @param checkpoints the baseline's outcomes first
   */
  public static Told of(int size, List<WindowOutcomes> checkpoints) {
    List<Flips> flips = new ArrayList<>();
    for (WindowOutcomes other :
        checkpoints.subList(Math.min(1, checkpoints.size()), checkpoints.size())) {
      flips.add(flips(size, checkpoints.get(0), other));
    }
    int told =
        checkpoints.stream()
            .limit(1)
            .flatMap(baseline -> baseline.heads().values().stream())
            .mapToInt(head -> (int) IntStream.range(0, size).filter(head::isKnown).count())
            .max()
            .orElse(0);
    return new Told(List.copyOf(checkpoints), flips, told);
  }

  private static Flips flips(int size, WindowOutcomes baseline, WindowOutcomes other) {
    Map<String, BitSet> heads = new LinkedHashMap<>();
    baseline
        .heads()
        .forEach(
            (name, said) -> {
              HeadOutcome others = other.heads().get(name);
              BitSet flipped = new BitSet(size);
              for (int window = 0; others != null && window < size; window++) {
                flipped.set(window, said.isFlipped(others, window));
              }
              heads.put(name, flipped);
            });
    return new Flips(other.checkpoint(), heads);
  }

  /** Whether anything is known. */
  public boolean isEmpty() {
    return checkpoints.isEmpty();
  }

  /** Of how many windows the baseline told something. */
  public int windows() {
    return windows;
  }

  /** Whether these checkpoints said the same as far as this tells. */
  boolean isOf(List<WindowOutcomes> others) {
    return checkpoints.equals(others);
  }

  /** What the baseline said, then where others say something else. */
  List<WindowFacts.Column> columns() {
    List<WindowFacts.Column> columns = new ArrayList<>();
    if (!checkpoints.isEmpty()) {
      checkpoints.get(0).heads().values().forEach(head -> columns.addAll(head.columns()));
    }
    if (!flips.isEmpty()) {
      columns.add(
          new WindowFacts.Column(
              "flipped",
              window ->
                  flips.stream()
                      .filter(each -> each.isAny(window))
                      .map(each -> each.words(window))
                      .collect(Collectors.joining("; ")),
              null));
    }
    return columns;
  }

  /** Which windows a word selects: {@code error(type)}, {@code correct(type)}, {@code flipped}. */
  Map<String, IntPredicate> flags() {
    Map<String, IntPredicate> flags = new LinkedHashMap<>();
    if (!checkpoints.isEmpty()) {
      checkpoints
          .get(0)
          .heads()
          .forEach(
              (name, head) -> {
                if (head.isTrueKnown()) {
                  flags.put("error(" + name + ")", window -> head.wrong(window) > 0);
                  flags.put("correct(" + name + ")", head::isCorrect);
                }
              });
    }
    if (!flips.isEmpty()) {
      flags.put("flipped", window -> flips.stream().anyMatch(each -> each.isAny(window)));
      for (String head : flips.get(0).heads().keySet()) {
        flags.put(
            "flipped(" + head + ")",
            window -> flips.stream().anyMatch(each -> isFlipped(each, head, window)));
      }
    }
    return flags;
  }

  private static boolean isFlipped(Flips flips, String head, int window) {
    BitSet windows = flips.heads().get(head);
    return windows != null && windows.get(window);
  }
}
