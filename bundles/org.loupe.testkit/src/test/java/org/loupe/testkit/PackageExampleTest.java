package org.loupe.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.Progress;
import org.loupe.model.Windows;

@DisplayName("The package's example")
class PackageExampleTest {
  private static final String FOLDER = "java/org/loupe/testkit/";

  private record MyParameters() {}

  private record MyResult(int windows) {}

  /** Counts windows. */
  private static final class MyAnalyzer {
    MyResult analyze(FakeSubject subject, MyParameters parameters, Progress progress) {
      progress.report("counting", 1, 1);
      return new MyResult(subject.windows().size());
    }
  }

  @Test
  @DisplayName("runs")
  void runs() throws LoupeException {
    float[] values = new float[3 * 4 * 2];
    MyParameters parameters = new MyParameters();
    // from here on as the package says
    ModelCard card =
        new CardBuilder("tiny")
            .input("x", "sensor a", "sensor b")
            .categoricalHead("type", "stop", "go")
            .build();
    FakeDataset data = new FakeDataset("test").with("x", new int[] {3, 4, 2}, values);
    try (FakeModelSession session =
        new FakeModelSession(card, Map.of("type", new float[][] {{1, 0}, {0, 2}}))) {
      FakeSubject subject = new FakeSubject(session, Windows.all(data));
      MyResult result = new MyAnalyzer().analyze(subject, parameters, Progress.none());
      assertThat(result.windows()).isEqualTo(3);
    }
  }

  @Test
  @DisplayName("is what runs here, line by line")
  void same() throws IOException {
    List<String> shown =
        lines("src/main/" + FOLDER + "package-info.java", "<pre>{@code", "}</pre>")
            .map(line -> line.replaceFirst("^ \\* ?", "").strip())
            .toList();
    List<String> run =
        lines("src/test/" + FOLDER + "PackageExampleTest.java", "as the package says", "@Test")
            .map(String::strip)
            .toList();
    assertThat(shown).hasSizeGreaterThan(5);
    assertThat(run).startsWith(shown.toArray(String[]::new));
  }

  /** The lines after one that ends in a text, up to the next that does in another. */
  private static Stream<String> lines(String file, String begin, String end) throws IOException {
    return Files.readAllLines(Path.of(file)).stream()
        .dropWhile(line -> !line.endsWith(begin))
        .skip(1)
        .takeWhile(line -> !line.endsWith(end));
  }
}
