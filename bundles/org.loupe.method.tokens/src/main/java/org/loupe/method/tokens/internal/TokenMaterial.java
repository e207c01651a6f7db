package org.loupe.method.tokens.internal;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.HeadPredictions;
import org.loupe.analysis.Subject;
import org.loupe.model.BadInputException;
import org.loupe.model.ModelCard;
import org.loupe.model.PredictionHead;
import org.loupe.model.Tensor;
import org.loupe.model.TokenCard;

/**
 * Every true token and what became of it, position by position, window by window.
 *
 * @param names of the classes of tokens, those that are only predicted last
 * @param steps positions of a window
 * @param classes the true class per position, −1 for padding and for what is left out
 * @param right whether all heads that its true type requires are right
 * @param typeRight whether the type is right
 * @param confidence product of the largest softmax probabilities of these heads
 * @param read the class that the model says, where {@code classes} is not −1
 * @param leftOut tokens that are no padding, but at which the type is unknown or a head is not
 *     finite
 */
record TokenMaterial(
    List<String> names,
    int steps,
    int[] classes,
    boolean[] right,
    boolean[] typeRight,
    float[] confidence,
    int[] read,
    long leftOut) {

  static TokenMaterial of(
      Subject subject, Grammar grammar, Map<String, HeadPredictions> heads, By by)
      throws BadInputException {
    ModelCard card = subject.card();
    TokenCard tokens = Objects.requireNonNull(card.tokens());
    Tensor truth = tokens(subject, tokens, heads);
    Map<Long, String> words = words(card, tokens);
    Map<String, Integer> index = new LinkedHashMap<>();
    int count = truth.size();
    int[] classes = new int[count];
    boolean[] right = new boolean[count];
    boolean[] typeRight = new boolean[count];
    float[] confidence = new float[count];
    HeadPredictions type = heads.get(grammar.type().name());
    Readings readings = new Readings(grammar, heads);
    long leftOut = 0;
    for (int i = 0; i < count; i++) {
      long token = (long) truth.number(i);
      classes[i] = -1;
      if (isPadding(tokens.pad(), token)) {
        continue;
      }
      Said said = said(grammar, heads, type, i);
      if (said == null) {
        leftOut++;
        continue;
      }
      String name = by.classOf(words.getOrDefault(token, "token " + token));
      classes[i] = index.computeIfAbsent(name, key -> index.size());
      right[i] = said.right();
      typeRight[i] = type.isRight(i);
      confidence[i] = said.confidence();
      readings.learn(i, name);
    }
    int[] read = new int[count];
    for (int i = 0; i < count; i++) {
      read[i] = classes[i] < 0 ? -1 : index.computeIfAbsent(readings.read(i), key -> index.size());
    }
    return new TokenMaterial(
        List.copyOf(index.keySet()),
        type.steps(),
        classes,
        right,
        typeRight,
        confidence,
        read,
        leftOut);
  }

  private static boolean isPadding(@Nullable Long pad, long token) {
    return pad != null && pad == token;
  }

  private record Said(boolean right, float confidence) {}

  private static @Nullable Said said(
      Grammar grammar, Map<String, HeadPredictions> heads, HeadPredictions type, int position) {
    if (type.truth(position) < 0) {
      return null;
    }
    boolean right = true;
    double confidence = 1;
    for (PredictionHead head : grammar.required().get(type.truth(position))) {
      HeadPredictions said = heads.get(head.name());
      right &= said.isRight(position);
      confidence *= said.confidence(position);
    }
    return Double.isNaN(confidence) ? null : new Said(right, (float) confidence);
  }

  private static Tensor tokens(
      Subject subject, TokenCard tokens, Map<String, HeadPredictions> heads)
      throws BadInputException {
    Tensor truth = subject.windows().dataset().read(tokens.target(), subject.windows().numbers());
    for (HeadPredictions head : heads.values()) {
      if (head.windows() * head.steps() != truth.size()) {
        throw new BadInputException(
            "The true tokens have the shape "
                + Tensor.describe(truth.shape())
                + ", but prediction head '"
                + head.head().name()
                + "' says something at "
                + head.steps()
                + " positions of each window; correct the slice of 'tokens.target' in the card.");
      }
    }
    return truth;
  }

  private static Map<Long, String> words(ModelCard card, TokenCard tokens)
      throws BadInputException {
    Map<String, Long> vocabulary = card.vocabularies().get(tokens.vocabulary());
    if (vocabulary == null) {
      throw new BadInputException(
          "The card's tokens are of vocabulary '"
              + tokens.vocabulary()
              + "', which it does not have; it has "
              + card.vocabularies().keySet()
              + ".");
    }
    Map<Long, String> words = new LinkedHashMap<>();
    vocabulary.forEach((word, number) -> words.put(number, word));
    return words;
  }

  /** Tokens that were compared in some windows. */
  long tokens(int[] places) {
    return Arrays.stream(places)
        .mapToLong(
            place ->
                Arrays.stream(classes, place * steps, (place + 1) * steps)
                    .filter(c -> c >= 0)
                    .count())
        .sum();
  }
}
