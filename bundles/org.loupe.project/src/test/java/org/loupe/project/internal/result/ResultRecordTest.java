package org.loupe.project.internal.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.analysis.AnalysisView;
import org.loupe.analysis.Analyzer;
import org.loupe.analysis.DisplayOption;
import org.loupe.analysis.Info;
import org.loupe.analysis.Method;
import org.loupe.analysis.Result;
import org.loupe.analysis.Selection;
import org.loupe.analysis.Subject;
import org.loupe.analysis.ViewState;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.Progress;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;
import org.loupe.project.StoredResult;

@DisplayName("A stored result")
class ResultRecordTest {
  private final ResultFolder results = new ResultFolder();

  @TempDir Path folder;

  /** No parameters. */
  private record Nothing() {}

  /** A method that is only asked who it is. */
  private record Named<R extends Result>(String id, String version, Class<R> resultType)
      implements Analyzer<Nothing, R> {
    @Override
    public Info info() {
      return new Info(id, id, "", "", "", version, List.of());
    }

    @Override
    public Class<Nothing> parameterType() {
      return Nothing.class;
    }

    @Override
    public Nothing defaults(Subject subject) {
      return new Nothing();
    }

    @Override
    public R analyze(Subject subject, Nothing parameters, Progress progress) {
      throw new AssertionError("nothing is computed");
    }
  }

  private static final class BarView implements AnalysisView<SampleResult> {
    @Override
    public String analyzer() {
      return "sample";
    }

    @Override
    public String title() {
      return "Sample";
    }

    @Override
    public List<DisplayOption> options() {
      return List.of();
    }

    @Override
    public Class<SampleResult> resultType() {
      return SampleResult.class;
    }

    @Override
    public List<Figure> figures(SampleResult result, ViewState state, Selection selection) {
      return List.of(
          new Figure(
              "bars",
              "Bars",
              "Two bars.",
              new BarChart(
                  IndexAxis.named("channel", Dimension.CHANNEL, List.of("a", "b")),
                  ValueAxis.of("mean"),
                  List.of(Trace.of("", new double[] {2, 1})),
                  true,
                  List.of())));
    }
  }

  private static Method<Nothing, SampleResult> method(String id, String version) {
    return new Method<>(new Named<>(id, version, SampleResult.class), null, "org.loupe.test");
  }

  private StoredResult stored(SampleResult result, String place) throws BadInputException {
    results.write(folder.resolve("sample").resolve(place), result, List.of());
    return results.stored(folder, "late").stream()
        .filter(each -> each.folder().endsWith(place))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @DisplayName("is read back whole by its method")
  void comesBack() throws BadInputException {
    SampleResult result = new SampleResult("all", 3, 0.1f);
    assertThat(results.read(stored(result, "late"), method("sample", "1"))).contains(result);
  }

  @Test
  @DisplayName("is exported with its figures as pixels, where its method can read it")
  void exported() throws Exception {
    StoredResult stored = stored(new SampleResult("all", 3, 0.1f), "late");
    Method<Nothing, SampleResult> shown =
        new Method<>(
            new Named<>("sample", "1", SampleResult.class), new BarView(), "org.loupe.test");

    results.export(stored, Optional.of(shown), folder.resolve("out"));

    BufferedImage picture = ImageIO.read(folder.resolve("out/bars.png").toFile());
    assertThat(picture.getWidth()).isGreaterThan(400);
    assertThat(
            IntStream.range(0, picture.getWidth())
                .map(x -> picture.getRGB(x, picture.getHeight() / 2))
                .distinct()
                .count())
        .isGreaterThan(2);

    results.export(stored, Optional.of(method("sample", "2")), folder.resolve("other"));
    assertThat(folder.resolve("other").toFile().list()).doesNotContain("bars.png");
  }

  @Test
  @DisplayName("is none of another method, nor of another version of it")
  void others() throws BadInputException {
    StoredResult stored = stored(new SampleResult("all", 3, 0.1f), "late");
    assertThat(results.read(stored, method("other", "1"))).isEmpty();
    assertThat(results.read(stored, method("sample", "2"))).isEmpty();
  }

  @Test
  @DisplayName("without its record is still one, and has to be computed again")
  void older() throws Exception {
    StoredResult stored = stored(new SampleResult("all", 3, 0.1f), "late");
    Files.delete(stored.folder().resolve("record.json"));
    Files.delete(stored.folder().resolve("record.npz"));

    assertThat(results.inventory(folder).results()).hasSize(1);
    assertThat(results.read(stored, method("sample", "1"))).isEmpty();
  }

  @Test
  @DisplayName("is not read of another result's record")
  void foreignRecord() throws Exception {
    StoredResult one = stored(new SampleResult("all", 3, 0.1f), "late");
    StoredResult other = stored(new SampleResult("first", 3, 0.1f), "late~00000000");
    Files.copy(
        other.folder().resolve("record.json"),
        one.folder().resolve("record.json"),
        StandardCopyOption.REPLACE_EXISTING);

    assertThatThrownBy(() -> results.read(one, method("sample", "1")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("is the record of another result than result.json beside it");
  }
}
