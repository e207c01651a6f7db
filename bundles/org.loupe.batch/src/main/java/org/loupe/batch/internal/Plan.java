package org.loupe.batch.internal;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.project.ResultRequest;
import org.loupe.project.StoredResult;

/**
 * Units, and which of them are there already.
 *
 * @param folder under which results lie
 * @param items in the order in which they were asked for, none twice
 */
record Plan(Path folder, List<Item> items) {
  Plan {
    items = List.copyOf(items);
  }

  /**
   * A unit and its place.
   *
   * @param unit what is wanted
   * @param request what its result is asked for by
   * @param place where its result lies or is going to lie
   * @param present the result, if it is there and current
   * @param stale why a result that is there is not current
   */
  record Item(
      Unit unit,
      ResultRequest request,
      Path place,
      @Nullable StoredResult present,
      List<String> stale) {
    boolean isDue() {
      return present == null;
    }
  }

  /**
   * Finds out what is there, and that the rest can be written.
   *
   * @param again whether no result counts
   * @throws BadInputException if parameters are none of their method's, or a place cannot be
   *     written
   */
  static Plan of(Services services, Path folder, List<Unit> units, boolean again)
      throws BadInputException {
    Map<ResultRequest, StoredResult> known = new HashMap<>();
    for (StoredResult result : services.results().inventory(folder).results()) {
      known.putIfAbsent(result.asked(), result);
    }
    Map<ResultRequest, Unit> wanted = new LinkedHashMap<>();
    for (Unit unit : units) {
      wanted.putIfAbsent(unit.request(), unit);
    }
    Set<Path> taken = new HashSet<>();
    List<Item> items = new ArrayList<>();
    for (Map.Entry<ResultRequest, Unit> each : wanted.entrySet()) {
      Unit unit = each.getValue();
      StoredResult before = known.get(each.getKey());
      Path place =
          before == null ? services.results().place(folder, each.getKey(), taken) : before.folder();
      taken.add(place);
      List<String> stale =
          before == null
              ? List.of()
              : unit.stale(before.provenance(), services.methods()::findInstalled);
      boolean counts =
          before != null
              && stale.isEmpty()
              && !again
              && !unit.needsResults()
              && (!unit.isOfSides() || isOfThese(before, unit.sides(), services, known));
      if (!counts) {
        services.results().requireWritable(place);
      }
      items.add(new Item(unit, each.getKey(), place, counts ? before : null, stale));
    }
    return new Plan(folder, items);
  }

  /** Whether differences were made of the results that are there, not of earlier ones. */
  private static boolean isOfThese(
      StoredResult differences,
      List<Unit> sides,
      Services services,
      Map<ResultRequest, StoredResult> known)
      throws BadInputException {
    Optional<Instant> made = differences.written();
    for (Unit side : sides) {
      StoredResult there = known.get(side.request());
      if (there == null
          || !side.stale(there.provenance(), services.methods()::findInstalled).isEmpty()
          || made.isEmpty()
          || there.written().filter(written -> !written.isAfter(made.get())).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** The place among {@link #items} of the unit that asks for something. */
  OptionalInt find(ResultRequest request) {
    return IntStream.range(0, items.size())
        .filter(i -> items.get(i).request().equals(request))
        .findFirst();
  }

  /** What is to be computed. */
  List<Item> due() {
    return items.stream().filter(Item::isDue).toList();
  }
}
