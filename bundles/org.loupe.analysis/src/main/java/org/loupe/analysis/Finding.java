package org.loupe.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sentence that the numbers support. Summary, overview and report collect findings without
 * knowing the methods.
 *
 * @param id stable within the method: {@code top_channels}
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

  /** Copies the numbers. */
  public Finding {
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
