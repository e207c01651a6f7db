package org.loupe.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.Provenance;
import org.loupe.model.Checkpoint;
import org.loupe.model.EngineInfo;
import org.loupe.model.ModelCard;
import org.loupe.testkit.CardBuilder;

@DisplayName("What a figure is copied as")
class ReproductionTest {

  private static Provenance provenance(String checkpoint, Map<String, String> parameters) {
    return new Provenance(
        "saliency",
        "1",
        parameters,
        42,
        checkpoint,
        "00",
        "test set",
        "11",
        new int[] {3, 4, 5, 9},
        "cpu",
        new EngineInfo("PyTorch", "2.7.1", "DJL"),
        8,
        Duration.ofSeconds(1));
  }

  @Test
  @DisplayName("is a command line that a shell splits as it was meant")
  void isACommandLine() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("variant", "smoothgrad");
    parameters.put("baseline", "label:a 'quoted' $(name)");
    String line =
        new Reproduction(Path.of("/home/ada/my project"), List.of(provenance("late", parameters)))
            .commandLines();
    assertThat(line)
        .isEqualTo(
            "loupe analyze '/home/ada/my project' --method saliency --checkpoint late"
                + " --data 'test set' --windows 3-5,9 --seed 42 --device cpu"
                + " --param variant=smoothgrad"
                + " --param 'baseline=label:a '\\''quoted'\\'' $(name)'\n");
  }

  @Test
  @DisplayName("of a comparison is one command line that names all checkpoints")
  void comparison() {
    Checkpoint late = new Checkpoint("late", Path.of("l"), null, "01", card());
    Provenance compared =
        provenance("early", Map.of()).comparedWith(List.of(late), 8, System.nanoTime());
    Reproduction reproduction = new Reproduction(Path.of("/home/ada"), List.of(compared));
    assertThat(reproduction.commandLines())
        .isEqualTo(
            "loupe compare /home/ada --method saliency --baseline early --checkpoint late"
                + " --data 'test set' --windows 3-5,9 --seed 42 --device cpu\n");
    assertThat(reproduction.python())
        .contains("(\"saliency\", \"early-vs-late\", 42, \"3-5,9\", {}),");
  }

  @Test
  @DisplayName("of a stored result asks for the windows that were asked for, also those left out")
  void stored() {
    Provenance provenance = provenance("late", Map.of("step", "all"));
    ResultRequest of = ResultRequest.of(provenance);
    ResultRequest asked =
        new ResultRequest(
            of.method(),
            of.parameters(),
            of.seed(),
            of.checkpoints(),
            of.dataset(),
            new int[] {3, 4, 5, 6, 9});
    StoredResult result =
        new StoredResult(
            Path.of("r"), provenance, asked, List.of(), List.of(), List.of(), List.of());
    assertThat(new Reproduction(Path.of("/home/ada"), List.of(provenance)).commandLine(result))
        .isEqualTo(
            "loupe analyze /home/ada --method saliency --checkpoint late"
                + " --data 'test set' --windows 3-6,9 --seed 42 --device cpu --param step=all");
  }

  private static ModelCard card() {
    return new CardBuilder("sample").input("x", "a").build();
  }

  @Test
  @DisplayName("is a script that reads the results of every compared checkpoint")
  void isAScript() {
    String script =
        new Reproduction(
                Path.of("/home/ada"),
                List.of(
                    provenance("early", Map.of("step", "all")), provenance("l\"ä\\te", Map.of())))
            .python();
    assertThat(script)
        .contains("results = Path(\"/home/ada/results\")")
        .contains("(\"saliency\", \"early\", 42, \"3-5,9\", {\"step\": \"all\"}),")
        .contains("\"l\\U00000022\\U000000e4\\U0000005cte\"")
        .contains("np.load(folder / \"arrays.npz\")");
    assertThat(script.lines().filter(line -> line.startsWith("#   loupe analyze"))).hasSize(2);
  }
}
