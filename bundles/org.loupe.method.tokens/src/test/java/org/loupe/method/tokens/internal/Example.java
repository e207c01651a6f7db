package org.loupe.method.tokens.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.loupe.analysis.Decoding;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.Progress;
import org.loupe.model.Windows;
import org.loupe.testkit.CardBuilder;
import org.loupe.testkit.FakeDataset;
import org.loupe.testkit.FakeModelSession;
import org.loupe.testkit.FakeSubject;

/**
 * 30 windows of 6 recordings of 6 tokens: words of the type WORD (go, stop) or numbers NUM_A_1,
 * NUM_A_2. Channels 0 and 1 say the type, 2 and 3 which word, 4 and 5 which number; every fifth
 * token's type, and every seventh one's word, is said wrong; the last of a window is padding.
 */
final class Example {
  static final int WINDOWS = 30;
  static final int STEPS = 6;

  final float[] x = new float[WINDOWS * STEPS * 6];
  final long[] tokens = new long[WINDOWS * STEPS];
  final long[] type = new long[WINDOWS * STEPS];
  final long[] word = new long[WINDOWS * STEPS];
  final long[] number = new long[WINDOWS * STEPS];
  final long[] recording = new long[WINDOWS];
  final CardBuilder builder =
      new CardBuilder("example")
          .input("x", "a", "b", "c", "d", "e", "f")
          .categoricalHead("type", "WORD", "NUMBER")
          .categoricalHead("word", "go", "stop")
          .categoricalHead("number", "1", "2")
          .clusters("recording");
  final Map<String, Long> vocabulary = new LinkedHashMap<>();
  final FakeModelSession session;
  final ModelCard card;

  Example() {
    this(Map.of("WORD", List.of("type", "word"), "NUMBER", List.of("type", "number")));
  }

  Example(Map<String, List<String>> correct) {
    Random random = new Random(5);
    for (int i = 0; i < tokens.length; i++) {
      boolean padding = i % STEPS == STEPS - 1;
      int kind = random.nextInt(4);
      tokens[i] = padding ? 0 : kind + 1;
      type[i] = kind / 2;
      word[i] = kind % 2;
      number[i] = kind % 2;
      say(i, 0, (int) type[i], i % 5 == 0);
      say(i, 2, (int) word[i], i % 7 == 0 && type[i] == 0);
      say(i, 4, (int) number[i], false);
    }
    for (int n = 0; n < WINDOWS; n++) {
      recording[n] = n / 5;
    }
    List.of("PAD", "go", "stop", "NUM_A_1", "NUM_A_2")
        .forEach(token -> vocabulary.put(token, (long) vocabulary.size()));
    card = builder.tokenClasses(vocabulary, correct).build();
    session =
        new FakeModelSession(card, Map.of("type", pick(0), "word", pick(2), "number", pick(4)));
  }

  private void say(int position, int channel, int said, boolean wrong) {
    x[6 * position + channel + (wrong ? 1 - said : said)] = 2;
  }

  private static float[][] pick(int channel) {
    float[][] weights = new float[2][6];
    weights[0][channel] = 1;
    weights[1][channel + 1] = 1;
    return weights;
  }

  FakeDataset data() {
    int[] shape = {WINDOWS, STEPS};
    return new FakeDataset("test")
        .with("x", new int[] {WINDOWS, STEPS, 6}, x)
        .with("tokens", shape, tokens)
        .with("type_target", shape, type)
        .with("word_target", shape, word)
        .with("number_target", shape, number)
        .with("recording", new int[] {WINDOWS}, recording);
  }

  FakeSubject subject(int... windows) {
    return new FakeSubject(
        session, windows.length == 0 ? Windows.all(data()) : new Windows(data(), windows));
  }

  TokensResult result(By by, int... windows) throws LoupeException {
    return new TokensAnalyzer()
        .analyze(
            subject(windows), new TokensParameters(by, Decoding.TEACHER_FORCED), Progress.none());
  }
}
