package org.loupe.project;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.loupe.model.BadInputException;

/**
 * A stored result and how it stands.
 *
 * @param result what it says
 * @param name its folder below that of the results, such as {@code saliency/late}
 * @param stale why it is stale, in short phrases; none where it is current
 */
public record ListedResult(StoredResult result, String name, List<String> stale) {
  /** Copies the list. */
  public ListedResult {
    stale = List.copyOf(stale);
  }

  /**
   * What lies in a folder of results.
   *
   * @param results reads them
   * @param folder as for {@link Results#stored}
   * @param freshness says how they stand
   * @param damaged takes the results that cannot be read
   * @throws BadInputException if the folder cannot be listed
   */
  public static List<ListedResult> of(
      Results results, Path folder, Freshness freshness, List<Results.Damaged> damaged)
      throws BadInputException {
    Path place = folder.toAbsolutePath().normalize();
    Results.Inventory inventory = results.inventory(place);
    damaged.addAll(inventory.damaged());
    List<ListedResult> listed = new ArrayList<>();
    for (StoredResult result : inventory.results()) {
      String name = name(folder, result.folder());
      listed.add(new ListedResult(result, name, freshness.stale(result.provenance())));
    }
    return listed;
  }

  /**
   * How a result is called: its folder below that of the results.
   *
   * @param results the folder of results
   * @param result the folder of one of them
   */
  public static String name(Path results, Path result) {
    return results
        .toAbsolutePath()
        .normalize()
        .relativize(result.toAbsolutePath().normalize())
        .toString();
  }

  /** 'current', or 'stale: data 'test' changed since'. */
  public String state() {
    return stale.isEmpty() ? "current" : "stale: " + String.join(", ", stale);
  }

  /** '3 min', '2 h', '5 d'; empty where it is not known. */
  public String age(Instant now) {
    return result.written().map(written -> words(Duration.between(written, now))).orElse("");
  }

  private static String words(Duration age) {
    if (age.toHours() >= 48) {
      return age.toDays() + " d";
    } else if (age.toMinutes() >= 120) {
      return age.toHours() + " h";
    }
    return Math.max(0, age.toMinutes()) + " min";
  }
}
