package org.loupe.project.internal.card;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.project.internal.json.JsonPlace;

/**
 * The entries of one list of a project file, under names that differ. What is wrong with an entry
 * is kept in its place.
 *
 * @param <E> an entry
 */
final class Listing<E> {
  private static final int MOST = 10_000;
  private static final int SHOWN = 60;

  private final String what;
  private final Function<E, String> name;
  private final List<Listed<E>> all = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  /**
   * @param what an entry is, for those without a name: 'checkpoint'
   * @param name of an entry
   */
  Listing(String what, Function<E, String> name) {
    this.what = what;
    this.name = name;
  }

  /** Reads an item into entries. */
  interface Reading {
    /** Reads it. */
    void read(JsonPlace item) throws BadInputException;
  }

  /**
   * Reads every item of a list.
   *
   * @throws BadInputException if it is no list, or has too many items
   */
  void read(Optional<JsonPlace> place, Reading reading) throws BadInputException {
    if (place.isEmpty()) {
      return;
    }
    List<JsonPlace> items = place.get().items();
    if (items.size() > MOST) {
      throw place
          .get()
          .problem(
              "has " + items.size() + " entries, at most " + MOST + " are read; leave some out");
    }
    for (int i = 0; i < items.size(); i++) {
      try {
        reading.read(items.get(i));
      } catch (BadInputException e) {
        wrong(items.get(i).node().path("name").textValue(), i + 1, e.getMessage());
      }
    }
  }

  /**
   * Adds an entry.
   *
   * @param place where its name stands
   * @throws BadInputException if the name cannot be one, or is taken
   */
  void add(JsonPlace place, E entry) throws BadInputException {
    String called = name.apply(entry);
    // Names become folders of results.
    if (!ProjectFile.isName(called)) {
      throw place.problem("is '" + shown(called) + "'; " + ProjectFile.NAME_RULE);
    }
    if (!names.add(called)) {
      throw place.problem("is '" + called + "' a second time; names must differ");
    }
    all.add(Listed.of(entry, name));
  }

  /** Adds what cannot be used, under its own name if that can be one, else under its number. */
  void wrong(@Nullable String own, int number, String problem) {
    String called = own == null || !ProjectFile.isName(own) || names.contains(own) ? "" : own;
    if (called.isEmpty()) {
      called = what + " " + number;
    }
    while (!names.add(called)) {
      called += " again";
    }
    all.add(new Listed<>(called, null, problem));
  }

  /** What a terminal would obey is not shown. */
  private static String shown(String name) {
    String begin = name.length() > SHOWN ? name.substring(0, SHOWN) + "…" : name;
    return begin.replaceAll("\\p{Cntrl}", "\uFFFD");
  }

  List<Listed<E>> all() {
    return List.copyOf(all);
  }
}
