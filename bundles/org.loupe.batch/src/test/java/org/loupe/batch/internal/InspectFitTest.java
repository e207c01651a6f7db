package org.loupe.batch.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("loupe inspect of a state dict and an architecture")
class InspectFitTest {
  private static final Path DEMO = Path.of("../../product/demo");
  private static final String LATE = DEMO.resolve("checkpoints/late.pt").toString();
  private static final String EARLY_ARCHIVE = DEMO.resolve("checkpoints/early.ts.pt").toString();
  private static final String OTHER_ARCHIVE = DEMO.resolve("tiny/tiny.ts.pt").toString();
  private static final Path DATA = Path.of(System.getProperty("loupe.shared.data", ""));

  private final Loupe loupe = new Loupe();

  private int inspect(String file, String... more) {
    List<String> arguments = new ArrayList<>(List.of("inspect", file));
    arguments.addAll(Arrays.asList(more));
    return loupe.run(arguments.toArray(String[]::new));
  }

  @Test
  @DisplayName("says that it fits, and which section was taken")
  void fits() {
    assertThat(inspect(LATE, "--architecture", EARLY_ARCHIVE)).isEqualTo(ExitCode.DONE);
    assertThat(loupe.out())
        .contains("fits: yes, 131 of 131 parameters are found")
        .contains("remark: Section 'model_state_dict' was taken.");
  }

  @Test
  @DisplayName("lists all that does not fit, and ends as bad input does")
  void misfit() {
    assertThat(inspect(LATE, "--architecture", OTHER_ARCHIVE)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(loupe.out())
        .contains("fits: no")
        .contains("left over:")
        .contains("  decoder.1.cross_attn.output.bias");
    assertThat(loupe.err()).contains("does not fit its architecture").contains("--propose");
  }

  @Test
  @DisplayName("proposes rules that are ready to be pasted into a card")
  void proposal() throws IOException {
    assertThat(inspect(LATE, "--architecture", EARLY_ARCHIVE, "--propose", "--json"))
        .isEqualTo(ExitCode.DONE);
    JsonNode document = new ObjectMapper().readTree(loupe.out());
    assertThat(document.get("fits").asBoolean()).isTrue();
    assertThat(document.get("rows")).hasSize(132);
    assertThat(document.at("/rows/0/confidence").asText()).isEqualTo("sure");
    assertThat(document.at("/stateDict/sections/0").asText()).isEqualTo("model_state_dict");
    assertThat(document.at("/stateDict/rename").isArray()).isTrue();
    assertThat(document.at("/stateDict/ignore").isArray()).isTrue();
  }

  @Test
  @DisplayName("prints the proposal as a table, with what is left out and how sure it is")
  void table() {
    assumeTrue(Files.exists(DATA.resolve("cnc_s0_late.pt")), "no real checkpoints in " + DATA);
    String archive = DATA.resolve("cnc_s0_late.ts.pt").toString();

    assertThat(
            inspect(
                DATA.resolve("cnc_s0_late.pt").toString(), "--architecture", archive, "--propose"))
        .isEqualTo(ExitCode.DONE);

    assertThat(loupe.out())
        .containsPattern("checkpoint +architecture +why")
        .containsPattern(
            "encoders\\.0\\.proj\\.0\\.weight float32 \\[128,155\\] +encoders\\.0\\.0\\.weight"
                + " float32 \\[128,155\\] +sure: encoders\\.0\\.proj → encoders\\.0")
        .containsPattern("decoder\\.layers\\.0.* doubtful: .* but .* fits, too")
        .containsPattern("- +pe float32 \\[1,512,128\\] +kept: a buffer that the checkpoint lacks")
        .contains("left out:")
        .contains("0 missing, 4 buffers kept, 52 left out")
        .contains("For the model card, once the table is right:")
        .contains("\"^dtae\\\\.encoder\\\\.layers\\\\.\", \"dtae_enc.\"");
  }

  @Test
  @DisplayName("is a wrong call without an architecture")
  void withoutArchitecture() {
    assertThat(inspect(LATE, "--propose")).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(loupe.err()).contains("add --architecture=ARCHIVE");
  }

  @Test
  @DisplayName("tells files in each other's role apart")
  void wrongRoles() {
    assertThat(inspect(EARLY_ARCHIVE, "--architecture", EARLY_ARCHIVE))
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(inspect(LATE, "--architecture", LATE)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(loupe.err())
        .contains("is a TorchScript archive, not a training checkpoint")
        .contains("is a training checkpoint without code");
  }
}
