package org.loupe.batch.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.model.BadInputException;
import org.loupe.model.InputCard;
import org.loupe.model.ModelCard;
import org.loupe.model.PredictionHead;
import org.loupe.project.internal.card.CardReader;

@DisplayName("Cards drafted from recorded material")
class RealDraftTest {
  private static final Path DATA =
      Path.of(System.getProperty("loupe.shared.data", "../../../shared/data"));
  private static final Path CNC = DATA.resolve("cnc_s0_late.ts.pt");

  private static RealLoupe loupe;
  @TempDir Path out;

  @BeforeAll
  static void open() {
    Assumptions.assumeTrue(
        Files.isRegularFile(CNC), "skipped: there is no recorded material in " + DATA);
    loupe = new RealLoupe();
  }

  @AfterAll
  static void close() {
    if (loupe != null) {
      loupe.close();
    }
  }

  private static void run(String... arguments) {
    assertThat(loupe.run(List.of(arguments))).as(loupe.printed()).isEqualTo(ExitCode.DONE);
  }

  private ModelCard draft(Path model, String data) throws BadInputException {
    Path card = out.resolve("drafted.card.json");
    run(
        "card",
        "init",
        model.toString(),
        "--data",
        DATA.resolve(data).toString(),
        "--out",
        card.toString());
    return new CardReader().read(card);
  }

  @Test
  @DisplayName("say of the CNC model what the card that was written by hand says, but for one mask")
  void cnc() throws BadInputException {
    ModelCard card = draft(CNC, "cnc_test.npz");
    ModelCard expected = new CardReader().read(DATA.resolve("cnc.card.json"));
    assertThat(card.inputs())
        .extracting(InputCard::name, InputCard::axes, InputCard::data)
        .isEqualTo(tuples(expected));
    List<String> otherMasks = new ArrayList<>();
    for (PredictionHead head : expected.heads()) {
      PredictionHead drafted = card.head(head.name());
      assertThat(drafted.kind()).isEqualTo(head.kind());
      assertThat(drafted.axes()).isEqualTo(head.axes());
      assertThat(drafted.target()).isEqualTo(head.target());
      if (!drafted.mask().equals(head.mask())) {
        otherMasks.add(head.name());
      }
    }
    assertThat(otherMasks).containsExactly("param_value_regression");
    assertThat(card.hidden()).isEqualTo(expected.hidden());
    assertThat(card.clusters()).isEqualTo(expected.clusters());
    assertThat(card.tokens().target()).isEqualTo(expected.tokens().target());
    assertThat(card.tokens().pad()).isEqualTo(expected.tokens().pad());
  }

  private static List<Tuple> tuples(ModelCard card) {
    return card.inputs().stream().map(i -> Tuple.tuple(i.name(), i.axes(), i.data())).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ncp_cfc_fc_cnc", "ncp_cfc_autoncp_cnc", "ncp_ltc_fc_cnc", "ncp_ltc_autoncp_cnc"})
  @DisplayName("say of liquid networks what their cards say, the head's name apart")
  void ncp(String name) throws BadInputException {
    ModelCard card = draft(DATA.resolve(name + ".ts.pt"), "ref_ncp.npz");
    ModelCard expected = new CardReader().read(DATA.resolve(name + ".card.json"));
    assertThat(card.inputs())
        .extracting(InputCard::name, InputCard::axes, InputCard::data)
        .isEqualTo(tuples(expected));
    assertThat(card.input("timespans").role()).isEqualTo("timespans");
    assertThat(card.heads()).hasSize(1);
    assertThat(card.heads().get(0).kind()).isEqualTo(expected.heads().get(0).kind());
    assertThat(card.heads().get(0).axes()).isEqualTo(expected.heads().get(0).axes());
    assertThat(card.heads().get(0).target()).isEqualTo(expected.heads().get(0).target());
    assertThat(card.states()).isEqualTo(expected.states());
    assertThat(card.layers()).isEqualTo(expected.layers());
    assertThat(card.step()).isEqualTo(expected.step());
  }

  @Test
  @DisplayName("make a project that can be analysed, with the accuracies that training reported")
  void project() throws IOException {
    Path project = out.resolve("mine");
    run(
        "project",
        "init",
        project.toString(),
        "--checkpoint",
        CNC.toString(),
        "--data",
        DATA.resolve("cnc_test.npz").toString());
    run(
        "card",
        "check",
        project.resolve("model.card.json").toString(),
        "--checkpoint",
        CNC.toString(),
        "--data",
        DATA.resolve("cnc_test.npz").toString(),
        "--json");
    JsonNode report = new ObjectMapper().readTree(json(loupe.printed()));
    assertThat(accuracy(report, "type")).isCloseTo(0.864, within(5e-4));
    assertThat(accuracy(report, "command")).isCloseTo(0.770, within(5e-4));
    assertThat(accuracy(report, "param_type")).isCloseTo(0.946, within(5e-4));
    assertThat(accuracy(report, "param_value")).isCloseTo(0.440, within(5e-4));
    assertThat(accuracy(report, "operation")).isCloseTo(0.471, within(5e-4));
    run("analyze", project.toString(), "--method", "saliency", "--windows", "0-3");
    assertThat(project.resolve("results/saliency/cnc_s0_late/result.json")).isRegularFile();
  }

  /** Without the progress before it. */
  private static String json(String printed) {
    return printed.substring(printed.indexOf("{\n"));
  }

  private static double accuracy(JsonNode report, String head) {
    for (JsonNode node : report.get("heads")) {
      if (node.get("name").asText().equals(head)) {
        return node.at("/masked/value").asDouble();
      }
    }
    throw new AssertionError("no head " + head);
  }
}
