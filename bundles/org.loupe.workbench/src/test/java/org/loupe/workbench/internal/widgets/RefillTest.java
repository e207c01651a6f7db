package org.loupe.workbench.internal.widgets;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.RowLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A list that is filled anew")
class RefillTest {
  @Test
  @DisplayName("keeps the keyboard's place, as long as what had the focus is there again")
  void focus() {
    try (Stage stage = new Stage()) {
      Composite list = new Composite(stage.shell(), SWT.NONE);
      list.setLayout(new RowLayout());
      Refill.with(list, () -> buttons(list, "a", "b"));
      stage.open();
      stage.find("b", Button.class).forceFocus();
      stage.settle();
      Refill.with(list, () -> buttons(list, "c", "a", "b"));
      stage.settle();
      assertThat(focused(stage)).isSameAs(stage.find("b", Button.class));
      assertThat(list.getChildren()).hasSize(3);
      Refill.with(list, () -> buttons(list, "c", "a"));
      stage.settle();
      assertThat(focused(stage)).isNotNull();
    }
  }

  private static Control focused(Stage stage) {
    return stage.shell().getDisplay().getFocusControl();
  }

  private static void buttons(Composite list, String... ids) {
    for (String id : ids) {
      Ids.mark(new Button(list, SWT.PUSH), id);
    }
    list.layout();
  }
}
