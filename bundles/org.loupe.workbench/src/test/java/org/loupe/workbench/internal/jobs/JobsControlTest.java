package org.loupe.workbench.internal.jobs;

import java.util.concurrent.CountDownLatch;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.Progress;
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
  @DisplayName("say what runs and how far, how many wait, and cancel")
  void jobs() {
    new JobsControl(stage.shell(), stage.core().runs());
    stage.open();
    stage.work(this::untilCancelled);
    stage.until(() -> text().equals("No jobs"));
    stage.core().runs().start(stage.core().requests().chosen("test"));
    stage.until(() -> text().startsWith("Test, early  25 %"));
    stage.until(() -> stage.find("jobs.more", Link.class).getText().contains("1 more"));
    stage.find("jobs.cancel", Link.class).notifyListeners(SWT.Selection, new Event());
    stage.until(() -> text().startsWith("Test, late"));
    stage.find("jobs.cancel", Link.class).notifyListeners(SWT.Selection, new Event());
    stage.until(() -> text().equals("No jobs"));
    stage.until(() -> !stage.shows("jobs.cancel"));
  }
}
