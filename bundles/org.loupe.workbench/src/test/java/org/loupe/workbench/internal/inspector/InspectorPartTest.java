package org.loupe.workbench.internal.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.plots.render.Bounds;
import org.loupe.plots.render.Hit;
import org.loupe.workbench.internal.core.ActiveView;
import org.loupe.workbench.internal.widgets.Stage;

@DisplayName("The inspector")
class InspectorPartTest {
  private final Stage stage = new Stage();
  private InspectorPart part;

  @BeforeEach
  void open() {
    part = new InspectorPart(stage.shell(), stage.core());
    part.start();
    stage.open();
    stage.core().active().method().set(Optional.of("test"));
    stage.until(() -> stage.shows("inspector.parameter.steps"));
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private Text steps() {
    return stage.find("inspector.parameter.steps", Text.class);
  }

  private Map<String, String> changes() {
    return stage.core().edits().changes("test").get();
  }

  @Test
  @DisplayName("shows the defaults of the active method")
  void defaults() {
    assertThat(steps().getText()).isEqualTo("5");
    assertThat(changes()).isEmpty();
  }

  @Test
  @DisplayName("publishes an edit, and Reset takes it back")
  void edit() {
    steps().setText("8");
    stage.until(() -> changes().equals(Map.of("steps", "8")));
    Button reset = stage.find("inspector.reset", Button.class);
    stage.until(reset::isEnabled);
    reset.notifyListeners(SWT.Selection, new Event());
    stage.until(() -> steps().getText().equals("5"));
    assertThat(changes()).isEmpty();
  }

  @Test
  @DisplayName("asks only for what has a meaning beside the other values")
  void applies() {
    Text repeats = stage.find("inspector.parameter.repeats", Text.class);
    assertThat(repeats.getVisible()).isFalse();
    combo("target").setText("probability");
    assertThat(repeats.getVisible()).isTrue();
    stage.settle();
    assertThat(repeats.getSize().y).isPositive();
    repeats.setText("4");
    stage.until(() -> changes().equals(Map.of("target", "probability", "repeats", "4")));
    combo("target").setText("logit");
    assertThat(repeats.getVisible()).isFalse();
    stage.until(() -> changes().equals(Map.of("target", "logit")));
    combo("target").setText("probability");
    stage.until(() -> changes().equals(Map.of("target", "probability", "repeats", "4")));
    repeats.setText("0");
    assertThat(stage.find("inspector.help", Label.class).getText()).contains("at least 1");
    combo("target").setText("logit");
    assertThat(stage.find("inspector.help", Label.class).getText()).isEmpty();
  }

  @Test
  @DisplayName("says what is wrong with a value and publishes nothing")
  void wrong() {
    steps().setText("0");
    assertThat(stage.find("inspector.help", Label.class).getText()).contains("at least 1");
    steps().setText("9");
    stage.until(() -> changes().equals(Map.of("steps", "9")));
    assertThat(stage.find("inspector.help", Label.class).getText()).isEmpty();
  }

  @Test
  @DisplayName("runs on the chosen windows for all compared checkpoints")
  void run() {
    Button run = stage.find("inspector.run", Button.class);
    stage.until(run::isEnabled);
    run.notifyListeners(SWT.Selection, new Event());
    stage.until(
        () ->
            stage.core().requests().chosen("test").stream()
                .allMatch(r -> stage.core().runs().state(r).get().result().isPresent()));
    stage.until(() -> run.getText().equals("Up to date"));
  }

  private Combo combo(String parameter) {
    return stage.find("inspector.parameter." + parameter, Combo.class);
  }

  @Test
  @DisplayName("keeps Run where it is while the help above it comes, changes and goes")
  void still() {
    stage.shell().setSize(320, 900);
    stage.settle();
    Button run = stage.find("inspector.run", Button.class);
    Point before = run.toDisplay(0, 0);
    Label help = stage.find("inspector.help", Label.class);
    for (String parameter : List.of("class", "target", "step")) {
      combo(parameter).notifyListeners(SWT.FocusIn, new Event());
      stage.settle();
      assertThat(help.getText()).isNotEmpty();
      assertThat(run.toDisplay(0, 0)).isEqualTo(before);
      combo(parameter).notifyListeners(SWT.FocusOut, new Event());
      stage.settle();
      assertThat(help.getText()).isEmpty();
      assertThat(run.toDisplay(0, 0)).isEqualTo(before);
    }
  }

  @Test
  @DisplayName("keeps Run and the help in sight where there is no room for all parameters")
  void inSight() {
    stage.shell().setSize(320, 320);
    stage.settle();
    combo("class").notifyListeners(SWT.FocusIn, new Event());
    stage.settle();
    int bottom = stage.shell().toDisplay(0, stage.shell().getClientArea().height).y;
    Label help = stage.find("inspector.help", Label.class);
    Button run = stage.find("inspector.run", Button.class);
    assertThat(help.toDisplay(0, help.getSize().y).y).isLessThanOrEqualTo(run.toDisplay(0, 0).y);
    assertThat(run.toDisplay(0, run.getSize().y).y).isLessThanOrEqualTo(bottom);
  }

  @Test
  @DisplayName("runs with what was chosen and typed just before")
  void runsAtOnce() {
    Button run = stage.find("inspector.run", Button.class);
    stage.until(run::isEnabled);
    combo("class").select(2);
    assertThat(changes()).isEqualTo(Map.of("class", "p"));
    combo("step").setText("1");
    run.notifyListeners(SWT.Selection, new Event());
    assertThat(changes()).isEqualTo(Map.of("class", "p", "step", "1"));
    stage.until(
        () ->
            stage.core().requests().chosen("test").stream()
                .allMatch(r -> stage.core().runs().state(r).get().result().isPresent()));
  }

  @Test
  @DisplayName("offers of a regression its values only, and takes them up with its head")
  void regression() {
    Combo head = combo("prediction_head");
    combo("class").select(1);
    head.select(1);
    assertThat(combo("target").getItems()).containsExactly("value");
    assertThat(combo("class").getItems()).containsExactly("sum of all values", "x", "y");
    assertThat(combo("class").getText()).isEqualTo("sum of all values");
    stage.until(() -> changes().equals(Map.of("prediction_head", "feed", "target", "logit")));
    head.select(0);
    assertThat(combo("target").getItems()).contains("log probability", "probability");
    stage.until(() -> changes().isEmpty());
  }

  @Test
  @DisplayName("leaves the focus where people work, also when it is told to take it")
  void focus() {
    stage.settle();
    for (String parameter : List.of("class", "prediction_head", "target")) {
      combo(parameter).forceFocus();
      stage.settle();
      combo(parameter).select(1);
      part.focus();
      stage.settle();
      assertThat(stage.shell().getDisplay().getFocusControl()).isSameAs(combo(parameter));
    }
    Button run = stage.find("inspector.run", Button.class);
    run.forceFocus();
    run.notifyListeners(SWT.Selection, new Event());
    stage.until(() -> run.getText().equals("Up to date"));
    assertThat(stage.shell().getDisplay().getFocusControl()).isSameAs(run);
  }

  private int left(Control control) {
    return control.toDisplay(0, 0).x;
  }

  @Test
  @DisplayName("puts labels above the fields where both do not fit beside each other")
  void stacked() {
    stage.shell().setSize(400, 900);
    stage.settle();
    Button run = stage.find("inspector.run", Button.class);
    assertThat(left(combo("class"))).isGreaterThan(left(run) + 50);
    stage.shell().setSize(230, 900);
    stage.settle();
    assertThat(left(combo("class"))).isEqualTo(left(run));
    assertThat(combo("class").getSize().x).isGreaterThan(180);
  }

  @Test
  @DisplayName("has room for all values under the pointer")
  void hover() {
    Label hover = stage.find("inspector.hover", Label.class);
    int before = hover.getSize().y;
    Hit hit =
        new Hit(
            0,
            "bars",
            List.of(),
            0,
            0,
            "value 0.25 (0.2 to 0.3), ".repeat(20),
            new Bounds(0, 0, 1, 1),
            new Bounds(0, 0, 1, 1));
    stage.core().active().hover().set(Optional.of(new ActiveView.Hover("A early", hit)));
    stage.until(() -> hover.getSize().y > before);
    stage.settle();
    Point size = hover.getSize();
    assertThat(size.y).isGreaterThanOrEqualTo(hover.computeSize(size.x, SWT.DEFAULT).y);
  }

  @Test
  @DisplayName("scrolls where entries would be too narrow to read")
  void narrow() {
    stage.shell().setSize(200, 500);
    stage.settle();
    assertThat(combo("class").getSize().x).isGreaterThanOrEqualTo(120);
  }
}
