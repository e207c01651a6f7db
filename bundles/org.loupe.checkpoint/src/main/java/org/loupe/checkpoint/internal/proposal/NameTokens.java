package org.loupe.checkpoint.internal.proposal;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tensor's name in words and numbers: {@code dtae.encoder.layers.0} is dtae, encoder, layers, 0.
 *
 * @param tokens in their order
 */
record NameTokens(List<String> tokens) {
  private static final Pattern TOKEN = Pattern.compile("\\d+|[^\\d._]+");
  private static final int LONGEST = 24;

  /** Words that say little, since containers of any model are called so. */
  private static final Set<String> PLAIN =
      Set.of("layer", "layers", "block", "blocks", "module", "modules", "model", "net");

  private static final double PLAIN_WEIGHT = 0.3;
  private static final double BEGINNING = 0.8;
  private static final double ABBREVIATION = 0.6;

  static NameTokens of(String name) {
    List<String> tokens = TOKEN.matcher(name).results().map(match -> match.group()).toList();
    return new NameTokens(tokens.subList(Math.max(0, tokens.size() - LONGEST), tokens.size()));
  }

  /**
   * How alike two names are, from 0 to 1: twice the weight of the words that they share in the same
   * order, by the weight of all their words.
   */
  double similarity(NameTokens other) {
    double all = weight() + other.weight();
    return all == 0 ? 0 : 2 * shared(other.tokens) / all;
  }

  private double weight() {
    return tokens.stream().mapToDouble(NameTokens::weight).sum();
  }

  private static double weight(String token) {
    return PLAIN.contains(token) ? PLAIN_WEIGHT : 1;
  }

  /** The heaviest common subsequence. */
  private double shared(List<String> others) {
    double[] before = new double[others.size() + 1];
    for (String token : tokens) {
      double[] now = new double[others.size() + 1];
      for (int j = 0; j < others.size(); j++) {
        double both = before[j] + shared(token, others.get(j));
        now[j + 1] = Math.max(both, Math.max(before[j + 1], now[j]));
      }
      before = now;
    }
    return before[others.size()];
  }

  private static double shared(String one, String other) {
    double weight = Math.min(weight(one), weight(other));
    String shorter = one.length() <= other.length() ? one : other;
    String longer = one.length() <= other.length() ? other : one;
    if (one.equals(other)) {
      return weight;
    } else if (shorter.length() < 2 || Character.isDigit(shorter.charAt(0))) {
      return 0;
    } else if (longer.startsWith(shorter)) {
      return weight * BEGINNING;
    }
    return abbreviates(shorter, longer) ? weight * ABBREVIATION : 0;
  }

  /** Whether the letters stand in the longer word in the same order, the first at its beginning. */
  private static boolean abbreviates(String shorter, String longer) {
    if (shorter.charAt(0) != longer.charAt(0)) {
      return false;
    }
    int found = 0;
    for (int i = 0; i < longer.length() && found < shorter.length(); i++) {
      found += longer.charAt(i) == shorter.charAt(found) ? 1 : 0;
    }
    return found == shorter.length();
  }

  /** The numbers in a name. */
  static List<String> numbers(String name) {
    Matcher numbers = Pattern.compile("\\d+").matcher(name);
    return numbers.results().map(match -> match.group()).toList();
  }
}
