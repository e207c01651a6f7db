package org.loupe.method.summary.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.Digest;
import org.loupe.analysis.Finding;
import org.loupe.analysis.InformedSubject;
import org.loupe.analysis.Selection;
import org.loupe.analysis.Subject;
import org.loupe.analysis.ViewState;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.Progress;
import org.loupe.model.Windows;
import org.loupe.plots.Figure;
import org.loupe.plots.Statements;
import org.loupe.testkit.CardBuilder;
import org.loupe.testkit.FakeDataset;
import org.loupe.testkit.FakeModelSession;
import org.loupe.testkit.FakeSubject;

@DisplayName("A summary")
final class SummaryAnalyzerTest {
  private final FakeDataset dataset =
      new FakeDataset("test").with("x", new int[] {4, 2}, new float[8]);
  private final FakeModelSession session =
      new FakeModelSession(
          new CardBuilder("m").input("x", "a", "b").categoricalHead("type", "u", "v").build(),
          Map.of("type", new float[2][2]));
  private final Subject subject = new FakeSubject(session, Windows.all(dataset));
  private final SummaryAnalyzer analyzer = new SummaryAnalyzer();

  private Digest about(String method, Finding... findings) {
    Checkpoint checkpoint = subject.checkpoint();
    return Digests.of(method, checkpoint.sha256(), dataset.sha256(), findings);
  }

  private SummaryResult summary(Digest... digests) throws Exception {
    return analyzer.analyze(
        new InformedSubject(subject, List.of(digests)), new SummaryParameters(), Progress.none());
  }

  @Test
  @DisplayName("puts together what is about its checkpoint and dataset, and not itself")
  void collects() throws Exception {
    Finding finding = new Finding("f", "It is 2.", List.of(2.0), "always said", "figure");
    SummaryResult result =
        summary(
            about("heads", finding),
            about("summary", finding),
            Digests.of("sensors", "another checkpoint", dataset.sha256(), finding),
            Digests.of("tokens", subject.checkpoint().sha256(), "another dataset", finding));
    assertThat(result.methods()).containsExactly("heads");
    assertThat(result.findings())
        .containsExactly(
            new Finding("heads.f", "heads: It is 2.", List.of(2.0), "always said", "heads/figure"));
    assertThat(result.scalars().get(0).value()).isEqualTo(1);
    List<Figure> figures = new SummaryView().figures(result, ViewState.DEFAULT, Selection.NONE);
    assertThat(figures).extracting(Figure::id).containsExactly("findings", "agreement");
    assertThat(((Statements) figures.get(0).plot()).statements())
        .containsExactly(new Statements.Statement("heads", 0, "It is 2.", "heads · always said"));
  }

  @Test
  @DisplayName("says a rule that several share once, under the last of them")
  void sharedRule() throws Exception {
    SummaryResult result =
        summary(
            about(
                "attention",
                new Finding("a", "Local.", List.of(1.0), "by the band", "figure"),
                new Finding("b", "Causal.", List.of(1.0), "by the band", "figure")),
            about("heads", new Finding("c", "It is 2.", List.of(2.0), "always said", "figure")));
    Figure figure = new SummaryView().figures(result, ViewState.DEFAULT, Selection.NONE).get(0);
    assertThat(((Statements) figure.plot()).statements())
        .extracting(Statements.Statement::note)
        .containsExactly("", "attention · by the band", "heads · always said");
  }

  @Test
  @DisplayName("of nothing says what to do")
  void nothing() {
    assertThatThrownBy(() -> summary())
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("run other methods first");
  }
}
