package org.loupe.workbench.internal.toolbar;

import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Menu;
import org.loupe.analysis.Decoding;
import org.loupe.workbench.internal.core.Workspace;
import org.loupe.workbench.internal.widgets.Follow;

/** Whether models see the true previous tokens, for all views at once. */
final class DecodingChooser extends Chooser {
  private final Workspace workspace;

  DecodingChooser(Composite parent, Workspace workspace) {
    super(parent, "toolbar.decoding", "Decoding");
    this.workspace = workspace;
    Follow.observed(bar(), workspace.decoding(), now -> show());
    Follow.observed(bar(), workspace.project(), now -> show());
  }

  private void show() {
    boolean open = workspace.project().get().value().isPresent();
    if (workspace.isGenerating()) {
      boolean free = workspace.decoding().get() == Decoding.FREE_RUNNING;
      show(
          "Decoding: " + words(workspace.decoding().get()),
          free
              ? "Models see the tokens they predicted themselves; they are given none."
              : "Models see the true previous tokens.",
          true);
    } else {
      show(
          "Decoding: n.a.",
          open
              ? "No model card names previous tokens under 'generation', so outputs do not depend on earlier ones."
              : "No project is open",
          false);
    }
  }

  private static String words(Decoding decoding) {
    return decoding == Decoding.FREE_RUNNING ? "free-running" : "teacher-forced";
  }

  @Override
  void fill(Menu menu) {
    Decoding chosen = workspace.decoding().get();
    for (Decoding decoding : Decoding.values()) {
      radio(
          menu,
          decoding == Decoding.FREE_RUNNING
              ? "Free-running: models see the tokens they predicted"
              : "Teacher-forced: models see the true previous tokens",
          decoding == chosen,
          () -> workspace.decoding().set(decoding));
    }
  }
}
