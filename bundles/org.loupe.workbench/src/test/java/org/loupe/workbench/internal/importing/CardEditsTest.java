package org.loupe.workbench.internal.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.ArrayReference;
import org.loupe.model.Dimension;
import org.loupe.model.PredictionHead;
import org.loupe.model.PredictionHead.Kind;
import org.loupe.project.imports.CardDraft;
import org.loupe.project.imports.Guess;
import org.loupe.project.imports.Guess.Confidence;
import org.loupe.testkit.CardBuilder;
import org.loupe.testkit.FakeDataset;

@DisplayName("What a person changes in a drafted card")
class CardEditsTest {
  private static Guess guess(String key) {
    return new Guess(key, "it", "Why.", Confidence.LIKELY, List.of());
  }

  private static CardDraft draft() {
    return new CardDraft(
        new CardBuilder("it")
            .input("x", "a")
            .categoricalHead("type", "p", "q")
            .windowHead("kind", "p", "q")
            .build(),
        List.of(
            guess("/heads/0/target"),
            guess("/heads/0/kind"),
            guess("/heads/1/target"),
            guess("/clusters"),
            guess("/labels/run")),
        Map.of("type", new int[] {0, 3, 2}, "kind", new int[] {0, 2}),
        null,
        null,
        List.of());
  }

  private static List<String> guesses(CardDraft draft) {
    return draft.guesses().stream().map(Guess::key).toList();
  }

  @Test
  @DisplayName("another target is a guess no longer; the other guesses stay")
  void target() {
    CardDraft changed = CardEdits.target(draft(), 0, ArrayReference.whole("y"));
    assertThat(changed.card().head("type").target()).isEqualTo(ArrayReference.whole("y"));
    assertThat(guesses(changed)).doesNotContain("/heads/0/target").hasSize(4);
    assertThat(CardEdits.target(changed, 0, null).card().head("type").target()).isNull();
  }

  @Test
  @DisplayName("another kind has the axes and labels that belong to it")
  void kind() {
    CardDraft regression = CardEdits.kind(draft(), 0, Kind.REGRESSION, 2);
    PredictionHead head = regression.card().head("type");
    assertThat(head.axes()).containsExactly(Dimension.WINDOW, Dimension.TIME, Dimension.VALUE);
    assertThat(head.labels()).isEmpty();
    PredictionHead back = CardEdits.kind(regression, 0, Kind.CATEGORICAL, 2).card().head("type");
    assertThat(back.labels()).containsExactly("0", "1");
    assertThat(guesses(regression)).doesNotContain("/heads/0/kind");
  }

  @Test
  @DisplayName("clusters and labels come and go")
  void windows() {
    CardDraft changed = CardEdits.label(CardEdits.clusters(draft(), "run"), "run", true);
    assertThat(changed.card().clusters()).isEqualTo(ArrayReference.whole("run"));
    assertThat(changed.card().labels()).containsOnlyKeys("run");
    assertThat(guesses(changed)).doesNotContain("/clusters", "/labels/run");
    assertThat(CardEdits.label(changed, "run", false).card().labels()).isEmpty();
    assertThat(CardEdits.clusters(changed, null).card().clusters()).isNull();
  }

  @Test
  @DisplayName("is chosen among the arrays that fit: whole, or shifted by one")
  void choices() {
    FakeDataset data =
        new FakeDataset("it")
            .with("x", new int[] {4, 3, 1}, new float[12])
            .with("y", new int[] {4, 3}, new long[12])
            .with("tokens", new int[] {4, 4}, new long[16])
            .with("run", new int[] {4}, new long[4]);
    assertThat(ArrayChoices.targets(data, new int[] {0, 3, 2}))
        .extracting(ArrayChoices::text)
        .containsExactly("y", "tokens[…, 1:]");
    assertThat(ArrayChoices.targets(data, new int[] {0, 2}))
        .extracting(ArrayChoices::text)
        .containsExactly("run");
    assertThat(ArrayChoices.perWindow(data)).containsExactly("run");
    PredictionHead head = draft().card().head("kind");
    assertThat(ArrayChoices.shape(ArrayChoices.shape(draft(), head))).isEqualTo("[N,2]");
  }
}
