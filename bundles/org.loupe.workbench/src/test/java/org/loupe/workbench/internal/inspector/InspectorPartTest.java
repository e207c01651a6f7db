package org.loupe.workbench.internal.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.workbench.internal.widgets.Stage;

@DisplayName("The inspector")
class InspectorPartTest {
  private final Stage stage = new Stage();

  @BeforeEach
  void open() {
    new InspectorPart(stage.shell(), stage.core()).start();
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
}
