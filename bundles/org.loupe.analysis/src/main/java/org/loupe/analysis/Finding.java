package org.loupe.analysis;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A sentence that the numbers support. Summary, overview and report collect findings without
 * knowing the methods.
 *
 * @param id stable within the method: {@code top_channels}. Methods that come to the same statement
 *     give it the same id with a dot and what it is of, {@code not_above_majority.type}; a summary
 *     says it once
 * @param kind what the sentence is for
 * @param sentence as shown, with the numbers in it and what they are of
 * @param numbers the numbers in the sentence
 * @param rule the rule and its threshold, in words: 'said when the ten first exceed 50 %'
 * @param figure id of the figure that shows it, or null; {@code method/figure} where it belongs to
 *     another method's result
 * @param claim the same for comparing with other methods, or null
 */
public record Finding(
    String id,
    Kind kind,
    String sentence,
    List<Double> numbers,
    String rule,
    @Nullable String figure,
    @Nullable Claim claim) {

  /** What a finding is for. */
  public enum Kind {
    /** Something the numbers show. */
    OBSERVATION,
    /** Something to do about the model or its data. */
    RECOMMENDATION,
    /** Something that limits what the numbers mean. */
    CAUTION
  }

  private static final Pattern NEGATIVE = Pattern.compile("(?<=^|[\\s(\\[])-(?=\\d)");

  /** Copies the numbers, and sets a minus before those in the sentence, as figures do. */
  public Finding {
    sentence = NEGATIVE.matcher(sentence).replaceAll("−");
    numbers = List.copyOf(numbers);
  }

  /** An observation. */
  public Finding(
      String id, String sentence, List<Double> numbers, String rule, @Nullable String figure) {
    this(id, Kind.OBSERVATION, sentence, numbers, rule, figure, null);
  }

  /** Something to do. */
  public static Finding recommendation(
      String id, String sentence, List<Double> numbers, String rule, @Nullable String figure) {
    return new Finding(id, Kind.RECOMMENDATION, sentence, numbers, rule, figure, null);
  }

  /** Something that limits what the numbers mean. */
  public static Finding caution(
      String id, String sentence, List<Double> numbers, String rule, @Nullable String figure) {
    return new Finding(id, Kind.CAUTION, sentence, numbers, rule, figure, null);
  }

  /** The same finding with its claim. */
  public Finding claiming(Claim what) {
    return new Finding(id, kind, sentence, numbers, rule, figure, what);
  }
}
