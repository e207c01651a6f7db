package org.loupe.tests.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Method;
import org.loupe.analysis.Methods;
import org.loupe.analysis.Result;
import org.loupe.model.LoupeException;
import org.loupe.plots.Figure;
import org.loupe.project.Projects;
import org.loupe.project.Subjects;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.context.BundleContextExtension;
import org.osgi.test.junit5.service.ServiceExtension;

@DisplayName("The attention heads planted in the tiny model")
@ExtendWith(BundleContextExtension.class)
@ExtendWith(ServiceExtension.class)
class PlantedAttentionTest {
  @InjectService(timeout = Await.PATIENCE)
  Projects projects;

  @InjectService(timeout = Await.PATIENCE)
  Subjects subjects;

  @InjectService(timeout = Await.PATIENCE)
  Methods methods;

  private TinyModel tiny;

  @BeforeEach
  void everythingIsThere() throws InterruptedException {
    tiny = new TinyModel(projects, subjects, methods);
    for (String id : List.of("attention", "ablation")) {
      Await.method(methods, id);
    }
  }

  @Test
  @DisplayName("look where they were made to look, and bear the right labels")
  void labels() throws LoupeException, IOException {
    Result result = tiny.analyze("attention", Map.of());
    float[] expected = tiny.reference("attention.attention");
    float[] weights = Numbers.floats(result, "weights/attention");
    assertThat(weights).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(weights[i]).isCloseTo(expected[i], within(1e-5f));
    }
    // one step back; at the first step; at all steps alike
    assertThat(result.tables().get(0).rows())
        .extracting(row -> row.get(4))
        .containsExactly("local", "sparse", "global");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"motion, 0", "mode, 1", "step, 0 1"})
  @DisplayName("are named by ablation, and no others")
  void named(String head, String planted) throws LoupeException, IOException {
    Result result = tiny.analyze("ablation", Map.of("prediction_head", head));
    Finding necessary =
        result.findings().stream()
            .filter(finding -> finding.id().equals("necessary"))
            .findFirst()
            .orElseThrow();
    for (int h = 0; h < 3; h++) {
      assertThat(necessary.sentence().contains("attention · " + h))
          .isEqualTo(planted.contains(Integer.toString(h)));
    }
    assertThat(result.findings())
        .filteredOn(finding -> finding.id().equals("unused"))
        .extracting(Finding::sentence)
        .containsExactly(
            "1 of 3 attention heads changes no output when set to zero: attention · 2 (40 windows, 8 recordings).");
  }

  @Test
  @DisplayName("have figures")
  void figures() throws LoupeException, IOException {
    Method<?, ?> method = methods.find("ablation").orElseThrow();
    assertThat(TinyModel.figures(method, tiny.analyze("ablation", Map.of("pairs", "true"))))
        .extracting(Figure::id)
        .containsExactly("matrix", "ranked", "outputs", "gradient", "pairs");
  }
}
