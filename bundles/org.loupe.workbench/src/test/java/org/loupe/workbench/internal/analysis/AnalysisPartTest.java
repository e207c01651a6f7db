package org.loupe.workbench.internal.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.eclipse.e4.ui.model.application.ui.basic.MBasicFactory;
import org.eclipse.e4.ui.model.application.ui.basic.MPart;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.MenuItem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.BadInputException;
import org.loupe.model.ModelException;
import org.loupe.model.Progress;
import org.loupe.plots.BarChart;
import org.loupe.plots.compare.Arrangement;
import org.loupe.plots.render.Panel;
import org.loupe.plots.swt.FigureCanvas;
import org.loupe.workbench.internal.widgets.Paragraph;
import org.loupe.workbench.internal.widgets.Stage;

@DisplayName("The view of a method")
class AnalysisPartTest {
  private final Stage stage = new Stage();
  private final CountDownLatch go = new CountDownLatch(1);
  private final MPart model = MBasicFactory.INSTANCE.createPart();
  private final AnalysisPart part = open();

  private AnalysisPart open() {
    model.getPersistedState().put("org.loupe.method", "test");
    AnalysisPart made = new AnalysisPart(stage.shell(), model, stage.core());
    made.start();
    return made;
  }

  @AfterEach
  void close() {
    go.countDown();
    part.stop();
    stage.close();
  }

  private String subject() {
    return stage.find("analysis.subject", Label.class).getText();
  }

  @Test
  @DisplayName("begins by itself and shows figures with their caption")
  void begins() {
    stage.open();
    stage.until(() -> stage.shows("analysis.figure.bars"));
    stage.until(() -> subject().equals("10 windows"));
    assertThat(stage.find("analysis.caption.bars", Paragraph.class).getText())
        .isEqualTo("Two bars, signed.");
  }

  @Test
  @DisplayName("computes nothing while nobody sees it")
  void hidden() {
    while (stage.shell().getDisplay().readAndDispatch()) {
      assertThat(stage.core().runs().jobs().get()).isEmpty();
    }
    assertThat(stage.shows("analysis.figure.bars")).isFalse();
  }

  @Test
  @DisplayName("keeps display choices for the next time")
  void choices() {
    stage.open();
    stage.until(() -> stage.shows("analysis.figure.bars"));
    Combo combo = stage.find("analysis.option.sign", Combo.class);
    combo.select(1);
    combo.notifyListeners(SWT.Selection, new Event());
    stage.until(
        () ->
            stage
                .find("analysis.caption.bars", Paragraph.class)
                .getText()
                .equals("Two bars, absolute."));
    part.save();
    assertThat(model.getPersistedState()).containsEntry("option.sign", "absolute");
  }

  @Test
  @DisplayName("offers the display choices that the results have, under their own names")
  void choicesOfResults() {
    stage.open();
    stage.until(() -> stage.shows("analysis.figure.bars"));
    Combo combo = stage.find("analysis.option.of", Combo.class);
    assertThat(combo.getItems()).containsExactly("param_type", "type");
    assertThat(combo.getText()).isEqualTo("param_type");
    combo.select(1);
    combo.notifyListeners(SWT.Selection, new Event());
    stage.settle();
    assertThat(combo.getText()).isEqualTo("type");
    part.save();
    assertThat(model.getPersistedState()).containsEntry("option.of", "type");
  }

  private List<Panel> panels() {
    return stage.find("analysis.figure.bars", FigureCanvas.class).panels();
  }

  private boolean isDrawn(int panels) {
    return panels().size() == panels && panels().stream().allMatch(panel -> panel.figure() != null);
  }

  @Test
  @DisplayName("compares as all views do, or as it alone is told")
  void compares() {
    stage.open();
    stage.until(() -> stage.shows("analysis.figure.bars") && isDrawn(2));
    stage.core().compare().arrangement().set(Arrangement.DIFFERENCE);
    stage.until(() -> isDrawn(1));
    String baseline = stage.core().compare().comparison().get().baseline();
    assertThat(panels().get(0).figure().title()).startsWith("Difference to A " + baseline);
    assertThat(stage.find("analysis.caption.bars", Paragraph.class).getText())
        .contains("more than the baseline")
        .endsWith("Two bars, signed.");
    Combo combo = stage.find("analysis.option.arrangement", Combo.class);
    assertThat(combo.getText()).isEqualTo("as all views");
    combo.select(2);
    combo.notifyListeners(SWT.Selection, new Event());
    stage.until(() -> isDrawn(1) && panels().get(0).chip() == null);
    assertThat(((BarChart) panels().get(0).figure().plot()).traces()).hasSize(2);
    stage.core().compare().arrangement().set(Arrangement.SIDE_BY_SIDE);
    stage.settle();
    assertThat(panels()).hasSize(1);
    combo.select(0);
    combo.notifyListeners(SWT.Selection, new Event());
    stage.until(() -> isDrawn(2));
  }

  @Test
  @DisplayName("keeps a pinned figure as it is until it is unpinned")
  void pinned() {
    stage.open();
    stage.until(() -> stage.shows("analysis.figure.bars"));
    MenuItem pin =
        List.of(stage.find("analysis.figure.bars", FigureCanvas.class).getMenu().getItems())
            .stream()
            .filter(item -> item.getText().equals("Pin"))
            .findFirst()
            .orElseThrow();
    pin.setSelection(true);
    pin.notifyListeners(SWT.Selection, new Event());
    Link links = stage.find("analysis.enlarge.bars", Link.class);
    stage.until(() -> links.getText().startsWith("Pinned"));
    Combo combo = stage.find("analysis.option.sign", Combo.class);
    combo.select(1);
    combo.notifyListeners(SWT.Selection, new Event());
    Paragraph caption = stage.find("analysis.caption.bars", Paragraph.class);
    stage.settle();
    assertThat(caption.getText()).isEqualTo("Two bars, signed.");
    Event unpin = new Event();
    unpin.text = "Unpin";
    links.notifyListeners(SWT.Selection, unpin);
    stage.until(() -> caption.getText().equals("Two bars, absolute."));
  }

  @Test
  @DisplayName("says what is wrong, once for all checkpoints it is wrong for, and tries again")
  void failure() {
    stage.work(
        progress -> {
          throw new ModelException("Out of memory.");
        });
    stage.open();
    untilBothSay("Out of memory.");
    stage.work(progress -> {});
    stage.find("analysis.run.early", Button.class).notifyListeners(SWT.Selection, new Event());
    stage.until(() -> stage.shows("analysis.figure.bars"));
    stage.until(() -> !stage.shows("analysis.reason.early"));
  }

  private void untilBothSay(String reason) {
    stage.until(
        () ->
            stage.shows("analysis.reason.early")
                && stage
                    .find("analysis.reason.early", Label.class)
                    .getText()
                    .equals("A early, B late: " + reason));
  }

  @Test
  @DisplayName("says a reason once, and offers no other attempt at what can only fail again")
  void badInput() {
    stage.work(
        progress -> {
          throw new BadInputException("The window is too short.");
        });
    stage.open();
    untilBothSay("The window is too short.");
    assertThat(stage.shows("analysis.run.early")).isFalse();
    // The picture is painted on another thread, one that is still of the running method first.
    stage.until(
        () -> stage.find("analysis.figure.", FigureCanvas.class).description().contains("failed"));
    assertThat(stage.find("analysis.figure.", FigureCanvas.class).description())
        .doesNotContain("too short");
  }

  @Test
  @DisplayName("cancels everything that is computed for it, and offers to compute it again")
  void cancel() {
    stage.work(this::untilReleased);
    stage.open();
    stage.until(() -> stage.shows("analysis.cancel"));
    Button run = stage.find("analysis.run", Button.class);
    press("analysis.cancel");
    untilBothSay("cancelled.");
    assertThat(stage.core().runs().jobs().get()).isEmpty();
    stage.until(run::getVisible);
    stage.until(() -> !stage.shows("analysis.cancel"));
    go.countDown();
    press("analysis.run");
    stage.until(() -> stage.shows("analysis.figure.bars"));
  }

  private void untilReleased(Progress progress) {
    while (go.getCount() > 0) {
      progress.checkCancelled();
      Thread.onSpinWait();
    }
  }

  private void press(String id) {
    stage.find(id, Button.class).notifyListeners(SWT.Selection, new Event());
  }

  @Test
  @DisplayName("keeps its figures in place when something to run, or to cancel, appears above them")
  void still() {
    stage.open();
    stage.until(() -> subject().equals("10 windows") && stage.shows("analysis.figure.bars"));
    stage.settle();
    Point before = board();
    stage.work(this::untilReleased);
    stage.core().edits().changes("test").set(Map.of("steps", "8"));
    stage.until(() -> stage.shows("analysis.cancel"));
    stage.settle();
    assertThat(board()).isEqualTo(before);
    go.countDown();
    stage.until(() -> stage.core().runs().jobs().get().isEmpty());
    stage.settle();
    assertThat(board()).isEqualTo(before);
  }

  private Point board() {
    return stage.find("analysis.board", ScrolledComposite.class).toDisplay(0, 0);
  }

  @Test
  @DisplayName("does not scroll when a click gives a figure the focus")
  void clickDoesNotScroll() {
    stage.shell().setSize(900, 220);
    stage.open();
    stage.until(() -> stage.shows("analysis.figure.bars"));
    stage.settle();
    FigureCanvas canvas = stage.find("analysis.figure.bars", FigureCanvas.class);
    ScrolledComposite board = stage.find("analysis.board", ScrolledComposite.class);
    assertThat(board.getVerticalBar().getVisible()).isTrue();
    board.setOrigin(0, 40);
    canvas.forceFocus();
    part.focus();
    stage.settle();
    assertThat(board.getOrigin().y).isEqualTo(40);
  }

  @Test
  @DisplayName("names the bundle of a method that fails unexpectedly")
  void defect() {
    stage.work(
        progress -> {
          throw new IllegalStateException("a defect");
        });
    stage.open();
    stage.until(() -> stage.shows("analysis.reason.early"));
    assertThat(stage.find("analysis.reason.early", Label.class).getText())
        .contains("bundle org.example.method failed unexpectedly", "a defect");
  }

  @Test
  @DisplayName("tells the inspector what is shown")
  void shown() {
    stage.open();
    part.focus();
    stage.until(() -> stage.core().active().shown().get().size() == 2);
    assertThat(stage.core().active().method().get()).contains("test");
  }

  @Test
  @DisplayName("says what was found for every checkpoint, by which rule, and leads to the figure")
  void findings() {
    stage.open();
    // One window is shown before all ten are: until then what was found is rightly outdated.
    stage.until(
        () ->
            stage.shows("analysis.finding.late.steps")
                && subject().equals("10 windows")
                && stage.core().runs().jobs().get().isEmpty()
                && !finding().getText().contains("outdated"));
    stage.settle();
    Link early = finding();
    assertThat(early.getText()).isEqualTo("Checkpoint early has steps. <a>Show</a>");
    assertThat(early.getToolTipText()).isEqualTo("Said when there are steps.");
    early.notifyListeners(SWT.Selection, new Event());
    stage.settle();
    assertThat(stage.shell().getDisplay().getFocusControl())
        .isSameAs(stage.find("analysis.figure.bars", FigureCanvas.class));
    stage.find("analysis.findings.toggle", Link.class).notifyListeners(SWT.Selection, new Event());
    assertThat(early.isVisible()).isFalse();
    assertThat(model.getPersistedState()).containsEntry("findings", "hidden");
  }

  private Link finding() {
    return stage.find("analysis.finding.early.steps", Link.class);
  }
}
