package org.loupe.batch.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loupe.model.Windows;

@DisplayName("Of a dataset that is larger than the memory")
class LargeDatasetTest {
  private static final Path TINY = Path.of("../../product/demo/tiny").toAbsolutePath().normalize();

  /** Windows that the memory holds at once, and how many there are at least. */
  private static final int AT_ONCE = 256;

  private static final int WINDOWS = 2 * AT_ONCE;

  @TempDir Path folder;

  private static Windows large(Windows windows) {
    int times = (WINDOWS + windows.size() - 1) / windows.size();
    return Windows.all(new LargeDataset(windows.dataset(), times, AT_ONCE));
  }

  @ParameterizedTest(name = "{1} {2}")
  @DisplayName("no method reads the signals whole")
  @CsvSource({
    "analyze, ablation, over=attention_heads",
    "analyze, ablation, over=modules value=mean",
    "analyze, ablation, over=channel_groups value=mean",
    "analyze, activations, source=modules",
    "analyze, attention, modules=all",
    "analyze, embeddings, projection=pca",
    "analyze, heads, masked=true",
    "analyze, overview, ''",
    "analyze, saliency, variant=saliency",
    "analyze, saliency, variant=integrated_gradients baseline=mean n_steps=2",
    "analyze, saliency, variant=smoothgrad n_samples=2",
    "analyze, sensors, kind=permutation over=time repeats=1",
    "analyze, sensors, kind=permutation over=windows repeats=1",
    "analyze, sensors, kind=occlusion",
    "compare, cka, ''",
    "compare, drift, ''",
    "compare, flips, ''",
    "compare, patching, ''"
  })
  void bounded(String command, String method, String parameters) {
    List<String> arguments = arguments(command, method, parameters);
    arguments.addAll(1, List.of(TINY.toString(), "--checkpoint", "tiny"));
    if (command.equals("compare")) {
      arguments.addAll(List.of("--baseline", "tiny"));
    }
    run(arguments);
  }

  @ParameterizedTest(name = "{0} {1}")
  @DisplayName("neither do those of recurrent networks")
  @CsvSource({
    "states, form=per_sequence",
    "states, form=guide fixed_points=true starts=4",
    "temporal_importance, ''",
    "time_sensitivity, ''",
    "activations, ''"
  })
  void recurrent(String method, String parameters) throws URISyntaxException {
    List<String> arguments = arguments("analyze", method, parameters);
    arguments.addAll(List.of("--checkpoint", resource("oscillator.ts.pt")));
    arguments.addAll(List.of("--card", resource("oscillator.card.json")));
    arguments.addAll(List.of("--data", resource("oscillator.npz")));
    run(arguments);
  }

  private List<String> arguments(String command, String method, String parameters) {
    List<String> arguments = new ArrayList<>(List.of(command, "--method", method));
    arguments.addAll(List.of("--device", "cpu", "--out", folder.toString()));
    for (String parameter : parameters.split(" ")) {
      if (!parameter.isEmpty()) {
        arguments.addAll(List.of("--param", parameter));
      }
    }
    return arguments;
  }

  private static void run(List<String> arguments) {
    try (RealLoupe loupe = new RealLoupe(LargeDatasetTest::large)) {
      assertThat(loupe.run(arguments)).as(loupe.printed()).isEqualTo(ExitCode.DONE);
    }
  }

  private static String resource(String name) throws URISyntaxException {
    URL url = LargeDatasetTest.class.getResource(name);
    assertThat(url).as(name).isNotNull();
    return Path.of(url.toURI()).toString();
  }
}
