package org.loupe.workbench.internal.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Shell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.Progress;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.Stage;

@DisplayName("The jobs in the status line")
class JobsControlTest {
  private final Stage stage = new Stage();
  private final CountDownLatch go = new CountDownLatch(1);

  @AfterEach
  void close() {
    go.countDown();
    stage.close();
  }

  private String text() {
    return stage.find("jobs.text", Label.class).getText();
  }

  private void untilCancelled(Progress progress) {
    progress.report("counting", 1, 4);
    while (go.getCount() > 0) {
      progress.checkCancelled();
      Thread.onSpinWait();
    }
  }

  @Test
  @DisplayName("say what runs and how far, how many wait, and cancel all")
  void jobs() {
    new JobsControl(stage.shell(), stage.core().tasks());
    stage.open();
    stage.work(this::untilCancelled);
    stage.until(() -> text().equals("No jobs"));
    stage.core().runs().start(stage.core().requests().chosen("test"));
    stage.until(() -> text().startsWith("Test, early  25 %"));
    stage.until(() -> stage.find("jobs.more", Link.class).getText().contains("1 more"));
    assertThat(stage.find("jobs.cancel", Link.class).getText()).isEqualTo("<a>Cancel all</a>");
    press("jobs.cancel");
    stage.until(() -> text().equals("No jobs"));
    stage.until(() -> !stage.shows("jobs.cancel"));
  }

  private void press(String id) {
    stage.find(id, Link.class).notifyListeners(SWT.Selection, new Event());
  }

  @Test
  @DisplayName("are listed, each with its cancel, and one for all")
  void list() {
    new JobsControl(stage.shell(), stage.core().tasks());
    stage.open();
    stage.work(this::untilCancelled);
    stage.core().runs().start(stage.core().requests().chosen("test"));
    stage.until(() -> text().startsWith("Test, early"));
    new JobsPopup(stage.shell(), stage.core().tasks()).openAbove(new Point(100, 500), 300);
    Shell popup = stage.shell().getShells()[0];
    cancel(popup, "jobs.cancel.early");
    stage.until(() -> text().startsWith("Test, late"));
    stage.core().runs().start(stage.core().requests().chosen("test"));
    stage.until(() -> stage.core().runs().jobs().get().size() == 2);
    stage.settle();
    cancel(popup, "jobs.cancel.all");
    stage.until(() -> text().equals("No jobs"));
  }

  private static void cancel(Shell popup, String id) {
    for (Control child : popup.getChildren()) {
      if (id.equals(child.getData(Ids.KEY))) {
        child.notifyListeners(SWT.Selection, new Event());
        return;
      }
    }
    throw new AssertionError("there is no " + id);
  }
}
