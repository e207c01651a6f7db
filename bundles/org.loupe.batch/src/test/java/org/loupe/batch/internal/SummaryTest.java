package org.loupe.batch.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.checkpoint.FileSummary;
import org.loupe.checkpoint.Inspection;
import org.loupe.model.BadInputException;
import org.loupe.model.Probe;
import org.loupe.model.Probes;

@DisplayName("What is said of an archive")
class SummaryTest {
  private static final Path ARCHIVES =
      Path.of(
          "../org.loupe.checkpoint/src/test/resources/org/loupe/checkpoint/archives/torch-1.13");

  @Test
  @DisplayName("counts what can be seen inside and lists attentions")
  void probes() throws BadInputException {
    FileSummary summary = Inspection.inspect(ARCHIVES.resolve("attentions.scripted.pt"));

    assertThat(SummaryText.of(summary, null).lines())
        .containsSubsequence(
            "probes: outputs of 12 modules, weights of 5 attentions (not verified yet)",
            "  free@attention",
            "  inline@attention.0",
            "  inline@attention.1",
            "  multi@attention",
            "sub-modules:");
    assertThat(SummaryJson.of(summary, null))
        .contains("\"name\" : \"free@attention\"")
        .contains("\"kind\" : \"attention\"")
        .contains("\"name\" : \"gate\"")
        .contains("\"verification\" : \"not_yet\"");
  }

  @Test
  @DisplayName("says what cannot be seen, and why")
  void skipped() throws BadInputException {
    FileSummary summary = Inspection.inspect(ARCHIVES.resolve("odds.scripted.pt"));

    assertThat(SummaryText.of(summary, null).lines())
        .containsSubsequence(
            "skipped: 7",
            "  to_list: it returns List[Tensor], neither a tensor nor a tuple that begins with one",
            "  the model: attention weights of Counter belong to no module");
    assertThat(SummaryJson.of(summary, null)).contains("\"module\" : \"to_list\"");
  }

  @Test
  @DisplayName("stays readable where there is much")
  void shortened() {
    List<Probe> many =
        IntStream.range(0, 500)
            .mapToObj(i -> new Probe(i + "@attention", Probe.Kind.ATTENTION, "" + i, "Attn"))
            .toList();
    Probes probes = new Probes(many, List.of(), Probes.NONE.verification());
    FileSummary summary =
        new FileSummary(
            Path.of("large.pt"),
            1,
            FileSummary.Kind.TORCHSCRIPT_SCRIPTED,
            "TorchScript archive, scripted",
            "Net",
            "3",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Map.of(),
            Map.of(),
            probes,
            List.of());

    assertThat(SummaryText.of(summary, null).lines())
        .hasSizeLessThan(40)
        .contains("  and 470 more, which --json lists");
    assertThat(SummaryJson.of(summary, null)).contains("\"name\" : \"499@attention\"");
  }
}
