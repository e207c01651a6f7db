package org.loupe.method.attention.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.DisplayOption;
import org.loupe.analysis.Selection;
import org.loupe.analysis.ViewState;
import org.loupe.model.Dimension;
import org.loupe.model.LoupeException;
import org.loupe.plots.Figure;
import org.loupe.plots.HeatMap;
import org.loupe.plots.SmallMultiples;
import org.loupe.plots.Table;

@DisplayName("The attention view")
class AttentionViewTest {
  private static final int T = 6;

  private final AttentionView view = new AttentionView();

  /** Two encoders of one attention head that looks n mod 2 steps back, and a cross-attention. */
  private static AttentionResult result() throws LoupeException {
    float[] weights = new float[4 * T * T];
    for (int n = 0; n < 4; n++) {
      System.arraycopy(HeadMetricTest.back(T, n % 2), 0, weights, n * T * T, T * T);
    }
    float[] two = new float[2 * 3 * T];
    Arrays.fill(two, 1f / T);
    return new WeightsSession(4, T)
        .with("encoder.0.attn", new int[] {T, T}, weights)
        .with("encoder.1.attn", new int[] {T, T}, weights)
        .same("decoder.0.multihead_attn", new int[] {2, 3, T}, two)
        .result("all");
  }

  private List<Figure> figures(ViewState state, Selection selection) throws LoupeException {
    return view.figures(result(), state, selection);
  }

  private static HeatMap map(Figure figure) {
    return (HeatMap) figure.plot();
  }

  @Test
  @DisplayName("has four figures that say of what they are")
  void ids() throws LoupeException {
    List<Figure> figures = figures(ViewState.DEFAULT, Selection.NONE);
    assertThat(figures)
        .extracting(Figure::id)
        .containsExactly("weights", "attention_heads", "rollout", "head_metrics");
    assertThat(figures)
        .allSatisfy(figure -> assertThat(figure.title()).endsWith("4 windows, 2 recordings"));
  }

  @Test
  @DisplayName("enlarges the chosen attention head, queries as rows and keys as columns")
  void enlarged() throws LoupeException {
    HeatMap mean = map(figures(ViewState.DEFAULT, Selection.NONE).get(0));
    assertThat(mean.at(3, 2)).isEqualTo(0.5f);
    assertThat(mean.at(3, 3)).isEqualTo(0.5f);
    assertThat(mean.y().title()).isEqualTo("query (time step)");
    assertThat(mean.x().dimension()).isEqualTo(Dimension.TIME);
    Figure cross =
        figures(
                ViewState.DEFAULT
                    .with(AttentionView.module(List.of("first")), "decoder.0.multihead_attn")
                    .with(AttentionView.attentionHead(2), "1"),
                Selection.NONE)
            .get(0);
    assertThat(cross.title()).contains("decoder.0.multihead_attn, attention head 1");
    assertThat(cross.caption()).contains("2 for each");
    assertThat(map(cross).y().size()).isEqualTo(3);
  }

  @Test
  @DisplayName("enlarges what is selected in the small pictures")
  void selected() throws LoupeException {
    Selection selection =
        Selection.NONE.with(Dimension.LAYER, Set.of(2)).with(Dimension.ATTENTION_HEAD, Set.of(0));
    assertThat(figures(ViewState.DEFAULT, selection).get(0).title())
        .contains("decoder.0.multihead_attn, attention head 0");
  }

  @Test
  @DisplayName("shows the selected windows alone")
  void windows() throws LoupeException {
    List<Figure> figures =
        figures(ViewState.DEFAULT, Selection.NONE.with(Dimension.WINDOW, Set.of(1)));
    assertThat(figures).allSatisfy(figure -> assertThat(figure.title()).endsWith("window 1"));
    assertThat(map(figures.get(0)).at(3, 2)).isEqualTo(1);
    assertThat(map(figures.get(2)).at(0, 0)).isCloseTo(1, within(1e-6f));
    assertThat(figures.get(3).caption()).contains("One window has no interval.");
  }

  @Test
  @DisplayName("shows every attention head small, and leaves empty what a module lacks")
  void small() throws LoupeException {
    Figure figure = figures(ViewState.DEFAULT, Selection.NONE).get(1);
    SmallMultiples small = (SmallMultiples) figure.plot();
    assertThat(small.plots()).hasSize(6);
    assertThat(small.rows().name(2)).isEqualTo("decoder.0.multihead_attn");
    assertThat(((HeatMap) small.at(0, 1)).at(0, 0)).isNaN();
    assertThat(((HeatMap) small.at(2, 1)).x().name(T - 1)).isEqualTo("100 %");
    assertThat(figure.caption()).contains("decoder.0.multihead_attn 3 × 6");
  }

  @Test
  @DisplayName("lists what the attention heads are like, with thresholds")
  void metrics() throws LoupeException {
    Figure figure = figures(ViewState.DEFAULT, Selection.NONE).get(3);
    Table table = (Table) figure.plot();
    assertThat(table.rows().names())
        .containsExactly(
            "encoder.0.attn · 0",
            "encoder.1.attn · 0",
            "decoder.0.multihead_attn · 0",
            "decoder.0.multihead_attn · 1");
    assertThat(table.columns().get(0).words())
        .containsExactly("local", "local", "global", "global");
    assertThat(table.columns().get(1).words().get(0)).isEqualTo("1.000 (1.000–1.000)");
    assertThat(table.columns().get(4).title()).isEqualTo("distance");
    assertThat(table.columns().get(4).words().get(2)).isEqualTo("—");
    assertThat(figure.caption()).contains(Pattern.RULE);
  }

  @Test
  @DisplayName("offers a choice of modules and attention heads only where there are several")
  void options() throws LoupeException {
    List<DisplayOption> options = view.options(result());
    assertThat(options).extracting(DisplayOption::name).containsExactly("layer", "attention_head");
    assertThat(options.get(0).choices()).contains("decoder.0.multihead_attn");
    assertThat(options.get(1).choices()).containsExactly("mean", "0", "1");
    AttentionResult one =
        new WeightsSession(2, T)
            .same("attn", new int[] {T, T}, HeadMetricTest.even(T, T))
            .result("all");
    assertThat(view.options(one)).isEmpty();
    Figure rollout = view.figures(one, ViewState.DEFAULT, Selection.NONE).get(2);
    assertThat(rollout.caption()).contains("needs two or more self-attentions");
  }
}
