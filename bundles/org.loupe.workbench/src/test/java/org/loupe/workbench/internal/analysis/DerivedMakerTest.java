package org.loupe.workbench.internal.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.DisplayOption;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Result;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;
import org.loupe.analysis.ViewState;
import org.loupe.model.Progress;
import org.loupe.model.Tensor;
import org.loupe.plots.Figure;
import org.loupe.plots.Statements;
import org.loupe.plots.render.Chip;
import org.loupe.plots.render.Panel;
import org.loupe.workbench.internal.core.Bench;
import org.loupe.workbench.internal.core.CompareList;
import org.loupe.workbench.internal.core.ManualExecutor;

@DisplayName("Figures made of all compared results")
class DerivedMakerTest {
  private static final DisplayOption SIGN =
      new DisplayOption("sign", "Sign", List.of("signed", "absolute"));
  private static final DisplayOption OTHER =
      new DisplayOption("colors", "Colours", List.of("grey", "bright"));

  private final ManualExecutor worker = new ManualExecutor();
  private final Counting source = new Counting();
  private final List<String> told = new ArrayList<>();
  private final DerivedMaker maker =
      new DerivedMaker(worker, List.of(source), () -> told.add("made"));

  /** One figure, whose caption says which results and choices it is of. */
  private static final class Counting implements DerivedFigures {
    private int made;
    private boolean broken;
    private Runnable meanwhile = () -> {};

    @Override
    public String id() {
      return "counted";
    }

    @Override
    public List<DisplayOption> options() {
      return List.of(SIGN);
    }

    @Override
    public List<DisplayOption> options(Compared compared) {
      return compared.members().size() > 1 ? List.of(SIGN) : List.of();
    }

    @Override
    public List<Figure> figures(Compared compared, ViewState state, Progress progress) {
      made++;
      meanwhile.run();
      progress.checkCancelled();
      if (broken) {
        throw new IllegalStateException("a defect");
      }
      String caption =
          String.join(", ", compared.members().stream().map(Compared.Member::name).toList())
              + " "
              + state.choice(SIGN);
      return List.of(new Figure("counted", "Counted", caption, new Statements(List.of())));
    }
  }

  /** A result of which nothing is looked at. */
  private record Plain(Provenance provenance) implements Result {
    @Override
    public Map<String, Tensor> arrays() {
      return Map.of();
    }

    @Override
    public List<Scalar> scalars() {
      return List.of();
    }

    @Override
    public List<Table> tables() {
      return List.of();
    }

    @Override
    public List<Finding> findings() {
      return List.of();
    }
  }

  private static Compared.Member member(String name, int place) {
    return new Compared.Member(
        new CompareList.Entry(Bench.checkpoint(name), Chip.of(place)), new Plain(null));
  }

  private static Optional<Compared> of(Compared.Member... members) {
    return Optional.of(new Compared(Arrays.asList(members), members[0].entry().name()));
  }

  private Panel shown(Optional<Compared> compared, ViewState state) {
    return maker.rows(compared, state).get("counted").panels().get(0);
  }

  private static final Compared.Member EARLY = member("early", 0);
  private static final Compared.Member LATE = member("late", 1);

  @Test
  @DisplayName("are made in the background, and once for the same results")
  void once() {
    assertThat(maker.rows(of(EARLY, LATE), ViewState.DEFAULT)).isEmpty();
    worker.drain();
    assertThat(told).containsExactly("made");
    Panel first = shown(of(EARLY, LATE), ViewState.DEFAULT);
    assertThat(first.figure().caption()).isEqualTo("A early, B late signed");
    assertThat(first.note()).isEmpty();
    assertThat(shown(of(EARLY, LATE), ViewState.DEFAULT).figure()).isSameAs(first.figure());
    worker.drain();
    assertThat(source.made).isEqualTo(1);
  }

  @Test
  @DisplayName("are made again for their own choices, and not for others")
  void choices() {
    maker.rows(of(EARLY, LATE), ViewState.DEFAULT);
    worker.drain();
    shown(of(EARLY, LATE), ViewState.DEFAULT.with(OTHER, "bright"));
    worker.drain();
    assertThat(source.made).isEqualTo(1);
    ViewState absolute = ViewState.DEFAULT.with(SIGN, "absolute");
    assertThat(shown(of(EARLY, LATE), absolute).note()).isEqualTo("computing");
    worker.drain();
    assertThat(shown(of(EARLY, LATE), absolute).figure().caption()).endsWith("absolute");
  }

  @Test
  @DisplayName("stay, and say so, while results are missing or of something else")
  void outdated() {
    maker.rows(of(EARLY, LATE), ViewState.DEFAULT);
    worker.drain();
    Panel panel = shown(Optional.empty(), ViewState.DEFAULT);
    assertThat(panel.figure()).isNotNull();
    assertThat(panel.note()).isEqualTo("outdated");
  }

  @Test
  @DisplayName("are given up when there are other results by then")
  void superseded() {
    Compared.Member middle = member("middle", 2);
    source.meanwhile =
        () -> {
          source.meanwhile = () -> {};
          maker.rows(of(EARLY, LATE, middle), ViewState.DEFAULT);
        };
    maker.rows(of(EARLY, LATE), ViewState.DEFAULT);
    worker.step();
    assertThat(told).isEmpty();
    worker.drain();
    assertThat(told).containsExactly("made");
    assertThat(shown(of(EARLY, LATE, middle), ViewState.DEFAULT).figure().caption())
        .contains("C middle");
  }

  @Test
  @DisplayName("say in their place what went wrong, and come back with other results")
  void broken() {
    source.broken = true;
    maker.rows(of(EARLY, LATE), ViewState.DEFAULT);
    worker.drain();
    Panel panel = shown(of(EARLY, LATE), ViewState.DEFAULT);
    assertThat(panel.figure()).isNull();
    assertThat(panel.note()).contains("failed", "a defect");
    source.broken = false;
    maker.rows(of(LATE, EARLY), ViewState.DEFAULT);
    worker.drain();
    assertThat(shown(of(LATE, EARLY), ViewState.DEFAULT).figure()).isNotNull();
  }

  @Test
  @DisplayName("are not made any more when nobody looks")
  void closed() {
    maker.rows(of(EARLY, LATE), ViewState.DEFAULT);
    maker.close();
    worker.drain();
    assertThat(source.made).isZero();
    assertThat(told).isEmpty();
  }
}
