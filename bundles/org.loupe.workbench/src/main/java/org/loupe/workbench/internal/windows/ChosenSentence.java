package org.loupe.workbench.internal.windows;

import java.util.Optional;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.loupe.model.Dataset;
import org.loupe.workbench.internal.core.Loading;
import org.loupe.workbench.internal.core.WindowChoice;
import org.loupe.workbench.internal.core.WindowFacts;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.loupe.workbench.internal.widgets.Follow;
import org.loupe.workbench.internal.widgets.Ids;

/** Says which windows are chosen, or why there are none to choose from. UI thread. */
final class ChosenSentence {
  private final WorkbenchCore core;
  private final Label label;
  private int sentences;

  ChosenSentence(Composite parent, WorkbenchCore core) {
    this.core = core;
    label = new Label(parent, SWT.WRAP);
    Ids.mark(label, "windows.subject");
  }

  Control control() {
    return label;
  }

  /** Counting the recordings of very many windows is no work for the UI thread. */
  void show(Optional<WindowChoice> choice) {
    int mine = ++sentences;
    if (choice.isEmpty()) {
      tell(reason());
      return;
    }
    WindowChoice chosen = choice.get();
    Optional<WindowFacts> facts = core.workspace().facts().get().value();
    core.listing()
        .execute(
            () -> {
              String words = WindowFacts.describe(facts, chosen.windows());
              Follow.later(
                  label,
                  () -> {
                    if (mine == sentences) {
                      tell("Chosen: " + (chosen.isAll() ? "all " : "") + words);
                    }
                  });
            });
  }

  private void tell(String sentence) {
    label.setText(sentence);
    label.requestLayout();
  }

  private String reason() {
    Loading<Dataset> dataset = core.workspace().dataset().get();
    if (dataset instanceof Loading.Failed<Dataset> failed) {
      return failed.sentence();
    }
    return dataset instanceof Loading.Busy<Dataset> ? "" : "No dataset is open.";
  }
}
