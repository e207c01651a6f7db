package org.loupe.project.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loupe.analysis.Decoding;
import org.loupe.model.BadInputException;
import org.loupe.model.Batch;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dataset;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.LongTensor;
import org.loupe.model.ModelCard;
import org.loupe.model.Tensor;
import org.loupe.model.Windows;
import org.loupe.project.WindowTable;
import org.loupe.project.internal.data.CardBatches;

@DisplayName("The real recordings")
class RealMaterialTest {
  private static final Path DATA = Path.of(System.getProperty("loupe.shared.data", ""));

  private final FileProjects projects = new FileProjects();

  @BeforeEach
  void needsTheRealFiles() {
    assumeTrue(Files.exists(DATA.resolve("cnc_test.npz")), "no real recordings in " + DATA);
  }

  @Test
  @DisplayName("have a card that is read whole")
  void card() throws Exception {
    ModelCard card = projects.card(DATA.resolve("cnc.card.json"));

    assertThat(card.inputs())
        .extracting("name")
        .containsExactly("continuous", "categorical", "tokens");
    assertThat(card.heads())
        .extracting("name")
        .containsExactly(
            "type", "command", "param_type", "param_value", "param_value_regression", "operation");
    assertThat(card.channels().get("sensors").names()).hasSize(155).startsWith("frame_b2.Ax");
    assertThat(card.channels().get("sensors").groupings()).containsKeys("module", "quantity");
    assertThat(card.generation()).isEqualTo("tokens");
    assertThat(card.vocabularies().get("gcode")).containsEntry("BOS", 1L);
    assertThat(card.stateDict().sections()).containsExactly("backbone_state_dict", "lm_state_dict");
    assertThat(card.extensions()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "cnc_s0_late.ts.pt, cnc.card.json",
    "cnc_s0_early.ts.pt, cnc.card.json",
    "ncp_cfc_fc_cnc.ts.pt, ncp_cfc_fc_cnc.card.json",
    "ncp_cfc_autoncp_cnc.ts.pt, ncp_cfc_autoncp_cnc.card.json",
    "ncp_ltc_fc_cnc.ts.pt, ncp_ltc_fc_cnc.card.json",
    "ncp_ltc_autoncp_cnc.ts.pt, ncp_ltc_autoncp_cnc.card.json"
  })
  @DisplayName("have checkpoints that fit their cards")
  void checkpoints(String file, String cardFile) throws Exception {
    ModelCard card = projects.card(DATA.resolve(cardFile));

    Checkpoint checkpoint = projects.checkpoint("it", DATA.resolve(file), null, card);

    assertThat(checkpoint.sha256()).hasSize(64);
    assertThat(checkpoint.architecture()).isNull();
  }

  @Test
  @DisplayName("have a state dict that fits the late architecture by the card's rules")
  void overlay() throws Exception {
    ModelCard card = projects.card(DATA.resolve("cnc.card.json"));

    Checkpoint checkpoint =
        projects.checkpoint(
            "late", DATA.resolve("cnc_s0_late.pt"), DATA.resolve("cnc_s0_late.ts.pt"), card);

    assertThat(checkpoint.architecture()).isEqualTo(DATA.resolve("cnc_s0_late.ts.pt"));
    // the early archive was saved without the decoder of the auto-encoder, which the card keeps
    assertThatThrownBy(
            () ->
                projects.checkpoint(
                    "late",
                    DATA.resolve("cnc_s0_late.pt"),
                    DATA.resolve("cnc_s0_early.ts.pt"),
                    card))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(
            "of 136 parameters 136 are found, 36 left over (dtae.decoder.layers.0.");
  }

  @Test
  @DisplayName("hold the numbers that NumPy reads from them")
  void dataset() throws Exception {
    Dataset dataset = projects.dataset("test", DATA.resolve("cnc_test.npz"));
    ModelCard card = projects.card(DATA.resolve("cnc.card.json"));

    assertThat(dataset.size()).isEqualTo(586);
    Batch batch =
        new CardBatches(
                card,
                new Windows(dataset, new int[] {585, 394, 100}),
                Decoding.TEACHER_FORCED,
                List.of("type", "param_value_regression", "operation"))
            .read(0, 3);
    FloatTensor continuous = (FloatTensor) batch.inputs().get("continuous");
    assertThat(continuous.axes())
        .extracting("dimension")
        .containsExactly(Dimension.WINDOW, Dimension.TIME, Dimension.CHANNEL);
    assertThat(continuous.at(0, 63, 154)).isEqualTo(-0.30543431639671326f);
    assertThat(continuous.at(1, 10, 7)).isEqualTo(-0.986682653427124f);
    assertThat(continuous.at(2, 5, 62)).isEqualTo(0.09531132876873016f);
    LongTensor tokens = (LongTensor) batch.inputs().get("tokens");
    assertThat(tokens.shape()).containsExactly(3, 32);
    assertThat(new long[] {tokens.at(1, 0), tokens.at(1, 1), tokens.at(1, 31)})
        .containsExactly(1, 140, 44);
    Tensor type = batch.targets().get("type");
    assertThat(type.shape()).containsExactly(3, 32);
    assertThat(batch.targets().get("param_value_regression").shape()).containsExactly(3, 32);
    assertThat(batch.targets().get("operation").shape()).containsExactly(3);
  }

  @Test
  @DisplayName("leave the tokens out when the model runs freely")
  void freeRunning() throws Exception {
    Dataset dataset = projects.dataset("test", DATA.resolve("cnc_test.npz"));
    ModelCard card = projects.card(DATA.resolve("cnc.card.json"));

    Batch batch =
        new CardBatches(card, Windows.all(dataset), Decoding.FREE_RUNNING, List.of()).read(0, 2);

    assertThat(batch.inputs()).containsOnlyKeys("continuous", "categorical");
  }

  @Test
  @DisplayName("of the liquid networks count windows by the axis that holds most")
  void liquid() throws Exception {
    Dataset dataset = projects.dataset("ncp", DATA.resolve("ref_ncp.npz"));
    ModelCard card = projects.card(DATA.resolve("ncp_ltc_fc_cnc.card.json"));

    assertThat(dataset.size()).isEqualTo(16);
    Batch batch =
        new CardBatches(card, Windows.all(dataset), Decoding.TEACHER_FORCED, List.of("next"))
            .read(0, 16);
    assertThat(batch.inputs().get("x").shape()).containsExactly(16, 48, 7);
    assertThat(batch.targets().get("next").shape()).containsExactly(16, 48, 3);
  }

  @Test
  @DisplayName("tell each window's recording and operation")
  void windowTable() throws Exception {
    Dataset dataset = projects.dataset("test", DATA.resolve("cnc_test.npz"));
    ModelCard card = projects.card(DATA.resolve("cnc.card.json"));

    WindowTable table = WindowTable.of(Windows.all(dataset), card);

    assertThat(table.size()).isEqualTo(586);
    assertThat(table.row(50).cluster()).hasValue(5);
    assertThat(table.row(50).labels()).containsEntry("recording", "5").containsKey("operation");
    assertThat(card.labels().get("operation").classes())
        .contains(table.row(50).labels().get("operation"));
  }
}
