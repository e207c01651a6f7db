package org.loupe.method.summary.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.Digest;
import org.loupe.analysis.Finding;
import org.loupe.method.summary.internal.Agreement.Verdict;

@DisplayName("Collected findings")
final class CollectedTest {

  private static Digest digest(String method, Finding... findings) {
    return Digests.of(method, "a", "d", findings);
  }

  private static Collected claims(
      @Nullable String head,
      int from,
      int to,
      @Nullable String otherHead,
      int otherFrom,
      int otherTo) {
    return Collected.of(
        List.of(
            digest("saliency", Digests.channels("top", head, from, to)),
            digest("sensors", Digests.channels("significant", otherHead, otherFrom, otherTo))));
  }

  @Test
  @DisplayName("are confirmed by a second method where chance would hardly share as many")
  void confirmed() {
    Collected collected = claims("type", 0, 10, "type", 2, 10);
    assertThat(collected.agreements()).hasSize(1);
    Agreement agreement = collected.agreements().get(0);
    assertThat(agreement.verdict()).isEqualTo(Verdict.CONFIRMED);
    assertThat(agreement.shared()).isEqualTo(8);
    assertThat(agreement.p()).isLessThan(1e-9);
    assertThat(agreement.sentence())
        .startsWith(
            "Of 155 channels of x for prediction head type, saliency names 10 and sensors names 8: they share 8, where chance would share 0.5 (p = ");
    assertThat(collected.findings())
        .extracting(Finding::id)
        .containsExactly("saliency.top", "sensors.significant", "confirmed_1");
    assertThat(collected.findings().get(0).sentence())
        .isEqualTo("saliency: Some channels stand out. (confirmed by sensors)");
  }

  @Test
  @DisplayName("are contradicted where nothing is shared, or nothing is found at all")
  void contradicted() {
    Collected apart = claims("type", 0, 10, "type", 50, 60);
    assertThat(apart.agreements().get(0).verdict()).isEqualTo(Verdict.CONTRADICTED);
    assertThat(apart.findings().get(2).kind()).isEqualTo(Finding.Kind.CAUTION);
    assertThat(apart.mark(apart.sources().get(1))).isEqualTo("contradicted by saliency");

    Collected none = claims("type", 0, 10, "type", 0, 0);
    assertThat(none.agreements().get(0).verdict()).isEqualTo(Verdict.CONTRADICTED);
    assertThat(none.agreements().get(0).sentence())
        .isEqualTo(
            "Of 155 channels of x for prediction head type, saliency names 10, sensors finds none that stands out.");
  }

  @Test
  @DisplayName("are left undecided where chance may share as many")
  void undecided() {
    Collected collected = claims("type", 0, 60, "type", 36, 96);
    assertThat(collected.agreements().get(0).verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(collected.findings()).hasSize(2);
    assertThat(collected.mark(collected.sources().get(0))).isEmpty();
  }

  @Test
  @DisplayName("of different prediction heads, of one method or without claims are not compared")
  void notCompared() {
    assertThat(claims("type", 0, 10, "command", 0, 10).agreements()).isEmpty();
    assertThat(claims(null, 0, 10, "command", 0, 10).agreements()).isEmpty();
    assertThat(claims("type", 0, 0, "type", 0, 0).agreements()).isEmpty();
    Finding plain = new Finding("f", "It is so.", List.of(), "always", null);
    assertThat(
            Collected.of(
                    List.of(
                        digest(
                            "saliency",
                            Digests.channels("a", "type", 0, 10),
                            Digests.channels("b", "type", 0, 9),
                            plain),
                        digest("heads", plain)))
                .agreements())
        .isEmpty();
  }

  @Test
  @DisplayName("that several methods say alike are said once, by the one of most windows")
  void once() {
    Finding words = Finding.caution("few_units", "Few recordings.", List.of(), "r", null);
    Finding one = new Finding("not_above_majority.type", "Of one window.", List.of(), "r", null);
    Finding two = new Finding("not_above_majority.type", "Of two windows.", List.of(), "r", null);
    Finding own = new Finding("accuracy", "Of all.", List.of(), "r", null);
    Finding other = new Finding("accuracy", "Of tokens.", List.of(), "r", null);
    Digest heads = digest("heads", words, one, own);
    Digest overview = Digests.ofWindows("overview", new int[] {0, 1}, words, two, other);
    Collected collected = Collected.of(List.of(heads, overview));
    assertThat(collected.findings())
        .extracting(Finding::sentence)
        .containsExactly(
            "heads: Of all.",
            "overview: Of two windows. (also said by heads)",
            "overview: Of tokens.",
            "overview: Few recordings. (also said by heads)");
  }

  @Test
  @DisplayName("stand with what to do first and what limits them last")
  void order() {
    Collected collected =
        Collected.of(
            List.of(
                digest(
                    "heads",
                    Finding.caution("c", "Few.", List.of(), "r", null),
                    new Finding("o", "So.", List.of(), "r", null),
                    Finding.recommendation("r", "Do.", List.of(), "r", null))));
    assertThat(collected.sources())
        .extracting(source -> source.finding().id())
        .containsExactly("r", "o", "c");
  }
}
