package org.loupe.batch.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
   * @param place where its result lies or is going to lie
   * @param present the result, if it is there and current
   * @param stale why a result that is there is not current
   */
  record Item(Unit unit, Path place, @Nullable StoredResult present, List<String> stale) {
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
      known.putIfAbsent(ResultRequest.of(result.provenance()), result);
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
      boolean counts = before != null && stale.isEmpty() && !again && !unit.needsResults();
      if (!counts) {
        services.results().requireWritable(place);
      }
      items.add(new Item(unit, place, counts ? before : null, stale));
    }
    return new Plan(folder, items);
  }

  /** What is to be computed. */
  List<Item> due() {
    return items.stream().filter(Item::isDue).toList();
  }
}
