package org.loupe.method.summary.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.loupe.analysis.Claim;
import org.loupe.analysis.Finding;

/**
 * How the claims of two methods of the same dimension and prediction head go together.
 *
 * @param first one method's finding
 * @param second another method's
 * @param shared how many members both name
 * @param chance how many they would share if one knew nothing of the other
 * @param p probability that chance shares as many or more
 * @param verdict what follows
 */
record Agreement(
    Source first, Source second, int shared, double chance, double p, Verdict verdict) {
  static final double LEVEL = 0.05;
  static final int ENOUGH = 3;
  static final String RULE =
      "confirmed when both share more members than chance would with p < 0.05; contradicted when each names 3 or more and they share none, or when one names some and the other none at all";

  /** What two claims say of each other. */
  enum Verdict {
    CONFIRMED,
    CONTRADICTED,
    UNDECIDED
  }

  /**
   * A finding and whose it is.
   *
   * @param method the method's id
   */
  record Source(String method, Finding finding) {}

  /** All pairs of claims of different methods that can be held against each other. */
  static List<Agreement> among(List<Source> sources) {
    List<Agreement> agreements = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      for (int k = i + 1; k < sources.size(); k++) {
        of(sources.get(i), sources.get(k)).ifPresent(agreements::add);
      }
    }
    return agreements;
  }

  private static Optional<Agreement> of(Source first, Source second) {
    Claim one = first.finding().claim();
    Claim other = second.finding().claim();
    if (one == null
        || other == null
        || first.method().equals(second.method())
        || one.dimension() != other.dimension()
        || one.of() != other.of()
        || !one.space().equals(other.space())
        || !Objects.equals(one.predictionHead(), other.predictionHead())
        || (one.members().isEmpty() && other.members().isEmpty())) {
      return Optional.empty();
    }
    Set<Integer> both = new HashSet<>(one.members());
    both.retainAll(other.members());
    Hypergeometric chance =
        new Hypergeometric(one.of(), one.members().size(), other.members().size());
    double p = chance.atLeast(both.size());
    return Optional.of(
        new Agreement(
            first, second, both.size(), chance.expected(), p, verdict(one, other, both, p)));
  }

  private static Verdict verdict(Claim one, Claim other, Set<Integer> both, double p) {
    int fewest = Math.min(one.members().size(), other.members().size());
    if (fewest == 0 || (both.isEmpty() && fewest >= ENOUGH)) {
      return Verdict.CONTRADICTED;
    }
    return p < LEVEL ? Verdict.CONFIRMED : Verdict.UNDECIDED;
  }

  Claim claim() {
    return Objects.requireNonNull(first.finding().claim());
  }

  Claim otherClaim() {
    return Objects.requireNonNull(second.finding().claim());
  }

  /** Whether a finding is one of the two. */
  boolean concerns(Source source) {
    return first.equals(source) || second.equals(source);
  }

  /** The method that is not the given one. */
  String other(Source source) {
    return first.equals(source) ? second.method() : first.method();
  }

  /** In words, with the numbers. */
  String sentence() {
    int one = claim().members().size();
    int other = otherClaim().members().size();
    String among =
        claim().of()
            + " "
            + claim().dimension().key().replace('_', ' ')
            + "s of "
            + claim().space()
            + (claim().predictionHead() == null
                ? ""
                : " for prediction head " + claim().predictionHead());
    if (one == 0 || other == 0) {
      Source some = one == 0 ? second : first;
      return String.format(
          "Of %s, %s names %d, %s finds none that stands out.",
          among, some.method(), Math.max(one, other), other(some));
    }
    return String.format(
        Locale.ROOT,
        "Of %s, %s names %d and %s names %d: they share %d, where chance would share %.1f (p = %.2g).",
        among,
        first.method(),
        one,
        second.method(),
        other,
        shared,
        chance,
        p);
  }
}
