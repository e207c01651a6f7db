package org.loupe.workbench.internal.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.loupe.analysis.Methods.Subscription;
import org.loupe.model.Checkpoint;
import org.loupe.plots.compare.Arrangement;
import org.loupe.plots.render.Chip;

/**
 * The checkpoints that are compared, 1 to 16, in order; none while no project is open. A checkpoint
 * keeps its letter and colour while the project is open, also when it leaves and comes back.
 */
public final class CompareList {
  /** The largest number of checkpoints. */
  public static final int LIMIT = 16;

  private final Observed<Comparison> comparison = new Observed<>(Comparison.NONE);
  private final Observed<Arrangement> arrangement = new Observed<>(Arrangement.SIDE_BY_SIDE);
  private final Map<String, Chip> chips = new LinkedHashMap<>();
  private final Edits edits = new Edits();

  /**
   * A compared checkpoint.
   *
   * @param checkpoint what is compared
   * @param chip its letter and colour
   */
  public record Entry(Checkpoint checkpoint, Chip chip) {
    /** The checkpoint's name. */
    public String name() {
      return checkpoint.name();
    }
  }

  /**
   * What is compared.
   *
   * @param entries in order
   * @param baseline name of the one that the others are compared with; empty if there is none
   */
  public record Comparison(List<Entry> entries, String baseline) {
    static final Comparison NONE = new Comparison(List.of(), "");

    /** Copies the list. */
    public Comparison {
      entries = List.copyOf(entries);
    }

    /** The entry of a checkpoint. */
    public Optional<Entry> find(String name) {
      return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }
  }

  /** What is compared at this moment. */
  public Observed<Comparison> comparison() {
    return comparison;
  }

  /** How views show their figures of all of them, unless one was told otherwise. */
  public Observed<Arrangement> arrangement() {
    return arrangement;
  }

  /** Begins anew with the checkpoints of another project; the first is the baseline. */
  public synchronized void begin(List<Checkpoint> checkpoints) {
    begin(checkpoints, Map.of());
  }

  /**
   * Begins anew with the checkpoints of another project; the first is the baseline.
   *
   * @param colors of checkpoints that had letters and colours when the project was open before, as
   *     {@link #colors()} told
   */
  public synchronized void begin(List<Checkpoint> checkpoints, Map<String, Integer> colors) {
    chips.clear();
    colors.forEach(
        (name, color) -> {
          boolean free = chips.values().stream().noneMatch(chip -> chip.color() == color);
          if (color >= 0 && color < LIMIT && free) {
            chips.put(name, Chip.of(color));
          }
        });
    List<Entry> entries = new ArrayList<>();
    for (Checkpoint checkpoint : checkpoints.subList(0, Math.min(LIMIT, checkpoints.size()))) {
      entries.add(new Entry(checkpoint, chip(checkpoint, entries)));
    }
    comparison.set(new Comparison(entries, entries.isEmpty() ? "" : entries.get(0).name()));
  }

  /**
   * Adds a checkpoint at the end.
   *
   * @return whether it is compared now; not when there are 16 already
   */
  public synchronized boolean add(Checkpoint checkpoint) {
    return comparison.get().find(checkpoint.name()).isPresent()
        || put(checkpoint, comparison.get().entries().size());
  }

  /**
   * Adds a checkpoint at a place, counted from 0; one that is compared is moved there.
   *
   * @return whether it is compared now; not when there are 16 others
   */
  public synchronized boolean put(Checkpoint checkpoint, int place) {
    Comparison old = comparison.get();
    if (old.find(checkpoint.name()).isPresent()) {
      move(checkpoint.name(), place);
      return true;
    }
    boolean fits = insert(checkpoint, place);
    tell("comparing " + checkpoint.name(), old);
    return fits;
  }

  /** Adds a checkpoint that is not compared, as a part of another edit, which alone is told. */
  synchronized boolean insert(Checkpoint checkpoint, int place) {
    Comparison old = comparison.get();
    if (old.entries().size() == LIMIT) {
      return false;
    }
    List<Entry> entries = new ArrayList<>(old.entries());
    entries.add(
        Math.max(0, Math.min(place, entries.size())),
        new Entry(checkpoint, chip(checkpoint, entries)));
    comparison.set(
        new Comparison(entries, old.entries().isEmpty() ? checkpoint.name() : old.baseline()));
    return true;
  }

  /**
   * Takes a checkpoint out; a baseline's place is taken by the first of the others.
   *
   * @return whether it is gone; the last one stays
   */
  public synchronized boolean remove(String name) {
    Comparison old = comparison.get();
    if (old.find(name).isPresent() && old.entries().size() == 1) {
      return false;
    }
    change(
        "removing " + name + " from the comparison",
        entries -> {
          entries.removeIf(entry -> entry.name().equals(name));
          return entries;
        });
    return true;
  }

  /** Moves a checkpoint to a place, counted from 0. */
  public synchronized void move(String name, int place) {
    comparison
        .get()
        .find(name)
        .ifPresent(
            entry ->
                change(
                    "moving " + name,
                    entries -> {
                      entries.remove(entry);
                      entries.add(Math.max(0, Math.min(place, entries.size())), entry);
                      return entries;
                    }));
  }

  /**
   * Which colour, and with it which letter, every checkpoint has that was compared since the
   * project was opened: that of {@link Chip#of}.
   */
  public synchronized Map<String, Integer> colors() {
    Map<String, Integer> colors = new LinkedHashMap<>();
    chips.forEach((name, chip) -> colors.put(name, chip.color()));
    return colors;
  }

  /** Makes a compared checkpoint the baseline. */
  public synchronized void baseline(String name) {
    Comparison old = comparison.get();
    if (old.find(name).isPresent()) {
      become("making " + name + " the baseline", new Comparison(old.entries(), name));
    }
  }

  /** Tells of every change that people make; not of a project's beginning. */
  public Subscription onEdit(Consumer<Edits.Edit> listener) {
    return edits.onEdit(listener);
  }

  private void become(String edit, Comparison now) {
    Comparison old = comparison.get();
    comparison.set(now);
    tell(edit, old);
  }

  private void tell(String edit, Comparison old) {
    Comparison now = comparison.get();
    if (!old.equals(now)) {
      edits.tell(new Edits.Edit(edit, () -> restore(old), () -> restore(now)));
    }
  }

  /** Checkpoints keep their letters, so that a comparison can come back as it was. */
  synchronized Optional<String> restore(Comparison before) {
    comparison.set(before);
    return Optional.empty();
  }

  private void change(String edit, UnaryOperator<List<Entry>> change) {
    Comparison old = comparison.get();
    List<Entry> entries = change.apply(new ArrayList<>(old.entries()));
    boolean stays = entries.stream().anyMatch(entry -> entry.name().equals(old.baseline()));
    String baseline = stays || entries.isEmpty() ? old.baseline() : entries.get(0).name();
    become(edit, new Comparison(entries, entries.isEmpty() ? "" : baseline));
  }

  private Chip chip(Checkpoint checkpoint, List<Entry> compared) {
    Chip known = chips.remove(checkpoint.name());
    if (known == null) {
      known = unused().orElseGet(() -> freed(compared));
    }
    chips.put(checkpoint.name(), known);
    return known;
  }

  /** The first letter that no checkpoint has. */
  private Optional<Chip> unused() {
    return IntStream.range(0, LIMIT)
        .mapToObj(Chip::of)
        .filter(chip -> !chips.containsValue(chip))
        .findFirst();
  }

  /** All letters are given: takes that of the checkpoint that was added longest ago and left. */
  private Chip freed(List<Entry> compared) {
    String name =
        chips.keySet().stream()
            .filter(left -> compared.stream().noneMatch(entry -> entry.name().equals(left)))
            .findFirst()
            .orElseThrow();
    return chips.remove(name);
  }
}
