package org.loupe.workbench.internal.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.e4.ui.model.application.ui.basic.MBasicFactory;
import org.eclipse.e4.ui.model.application.ui.basic.MPart;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.BadInputException;
import org.loupe.workbench.internal.widgets.Stage;

@DisplayName("The view of a method")
class AnalysisPartTest {
  private final Stage stage = new Stage();
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
    assertThat(stage.find("analysis.caption.bars", Label.class).getText())
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
                .find("analysis.caption.bars", Label.class)
                .getText()
                .equals("Two bars, absolute."));
    part.save();
    assertThat(model.getPersistedState()).containsEntry("option.sign", "absolute");
  }

  @Test
  @DisplayName("says what is wrong, once for all checkpoints it is wrong for, and tries again")
  void failure() {
    stage.work(
        progress -> {
          throw new BadInputException("The window is too short.");
        });
    stage.open();
    stage.until(
        () ->
            stage.shows("analysis.reason.early")
                && stage.find("analysis.reason.early", Label.class).getText().contains("B late"));
    assertThat(stage.find("analysis.reason.early", Label.class).getText())
        .isEqualTo("A early, B late: The window is too short.");
    stage.work(progress -> {});
    stage.find("analysis.run.early", Button.class).notifyListeners(SWT.Selection, new Event());
    stage.until(() -> stage.shows("analysis.figure.bars"));
    stage.until(() -> !stage.shows("analysis.reason.early"));
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
}
