package org.loupe.workbench.internal.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.ArrayReference;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.Mask;
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
            guess("/heads/0/axes"),
            guess("/heads/0/classes"),
            guess("/heads/0/mask/0"),
            guess("/inputs/0/axes"),
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
    assertThat(guesses(changed)).doesNotContain("/heads/0/target").hasSize(8);
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
  @DisplayName("axes, names and masks are what one wrote, and guesses no longer")
  void written() throws BadInputException {
    CardDraft changed = CardEdits.labels(draft(), 0, List.of("up", "down"));
    changed =
        CardEdits.axes(changed, 0, List.of(Dimension.WINDOW, Dimension.TOKEN, Dimension.CLASS));
    Mask mask = new Mask(ArrayReference.whole("y"), false, Set.of(0L));
    changed = CardEdits.mask(changed, 0, List.of(mask));
    PredictionHead head = changed.card().head("type");
    assertThat(head.labels()).containsExactly("up", "down");
    assertThat(head.axes().get(1)).isEqualTo(Dimension.TOKEN);
    assertThat(head.mask()).containsExactly(mask);
    assertThat(head.target()).isEqualTo(draft().card().head("type").target());
    assertThat(guesses(changed))
        .doesNotContain("/heads/0/classes", "/heads/0/axes", "/heads/0/mask/0")
        .contains("/heads/0/target", "/heads/0/kind");
    assertThatThrownBy(() -> CardEdits.axes(draft(), 0, List.of(Dimension.WINDOW, Dimension.VALUE)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("end with class")
        .hasMessageContaining("window, value");
  }

  @Test
  @DisplayName("an input keeps its channels' names only where an axis counts channels")
  void inputs() {
    List<Dimension> units = List.of(Dimension.WINDOW, Dimension.TIME, Dimension.UNIT);
    CardDraft changed = CardEdits.inputAxes(draft(), 0, units, "x");
    assertThat(changed.card().inputs().get(0).axes()).isEqualTo(units);
    assertThat(changed.card().inputs().get(0).channels()).isNull();
    assertThat(guesses(changed)).doesNotContain("/inputs/0/axes");
    List<Dimension> back = draft().card().inputs().get(0).axes();
    assertThat(CardEdits.inputAxes(changed, 0, back, "x").card()).isEqualTo(draft().card());
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
