package org.loupe.workbench.internal.quick;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Searches all sources. */
final class QuickSearch {
  /** As many of a kind are shown; who wants others types more. */
  static final int MOST_OF_A_KIND = 7;

  private static final int CHECKED_EVERY = 256;

  private QuickSearch() {}

  /**
   * What was found.
   *
   * @param kind of which it is
   * @param letters places of the matched letters in the entry's title
   */
  record Hit(String kind, QuickEntry entry, int[] letters) {}

  private record Ranked(Hit hit, int recent, int score) {}

  /**
   * Finds entries by their titles.
   *
   * @param sources in the order of the groups
   * @param recent ids of entries that were used before, the latest first
   * @param stale whether nobody waits for the answer any more
   * @return grouped by kind; within a group what was used last first, then by how well it matches
   * @throws CancellationException when stale
   */
  static List<Hit> find(
      String query, List<QuickSource> sources, List<String> recent, BooleanSupplier stale) {
    List<List<Ranked>> groups = new ArrayList<>();
    int best = 0;
    for (QuickSource source : sources) {
      List<Ranked> ranked = new ArrayList<>();
      groups.add(ranked);
      int looked = 0;
      for (QuickEntry entry : source.entries(query)) {
        if (++looked % CHECKED_EVERY == 0 && stale.getAsBoolean()) {
          throw new CancellationException();
        }
        Optional<Fuzzy.Match> match = Fuzzy.of(query, entry.title());
        if (match.isPresent()) {
          int used = recent.indexOf(entry.id());
          best = Math.max(best, match.get().score());
          ranked.add(
              new Ranked(
                  new Hit(source.kind(), entry, match.get().letters()),
                  used < 0 ? Integer.MAX_VALUE : used,
                  match.get().score()));
        }
      }
    }
    // Letters strewn over a name are no match beside names that begin with them.
    int least = best / 2;
    List<Hit> hits = new ArrayList<>();
    for (List<Ranked> group : groups) {
      group.stream()
          .filter(each -> each.score() >= least)
          .sorted(
              Comparator.comparingInt(Ranked::recent)
                  .thenComparing(Comparator.comparingInt(Ranked::score).reversed()))
          .limit(MOST_OF_A_KIND)
          .map(Ranked::hit)
          .forEach(hits::add);
    }
    return hits;
  }
}
