package org.loupe.project.internal.draft;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.Signature.Argument;

/**
 * Which arrays feed the arguments of forward.
 *
 * @param matches one per argument that is fed, in their order
 */
record Assignment(List<Match> matches) {
  Assignment {
    matches = List.copyOf(matches);
  }

  /**
   * What feeds an argument.
   *
   * @param argument of forward
   * @param name the input is called in the card: the argument's, or of an unnamed one the array's
   * @param array that feeds it, or null if there is none
   * @param score how well they fit
   * @param why they fit, in words that complete 'because …'
   * @param others arrays that would do, too, best first
   */
  record Match(
      Argument argument,
      String name,
      @Nullable ArrayFacts array,
      int score,
      String why,
      List<String> others) {
    Match {
      others = List.copyOf(others);
    }

    boolean means(Names.Meaning meaning) {
      ArrayFacts fed = array;
      return meaning.has(name) || fed != null && meaning.has(fed.name());
    }
  }

  int score() {
    return matches.stream().mapToInt(Match::score).sum();
  }

  /** Whether every argument has an array, and none feeds two. */
  boolean isComplete() {
    return matches.stream().allMatch(match -> match.array() != null);
  }

  /** Whether an array feeds an argument. */
  boolean feeds(String array) {
    return matches.stream()
        .map(Match::array)
        .anyMatch(fed -> fed != null && fed.name().equals(array));
  }

  /** The number of time steps: the second axis of the first array of rank three, or none. */
  Optional<Integer> steps() {
    return matches.stream()
        .map(Match::array)
        .filter(array -> array != null && array.rank() >= 3)
        .map(array -> array.size(1))
        .findFirst();
  }
}
