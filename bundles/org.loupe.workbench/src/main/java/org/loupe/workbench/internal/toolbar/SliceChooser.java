package org.loupe.workbench.internal.toolbar;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Menu;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.project.Project;
import org.loupe.workbench.internal.core.WindowChoice;
import org.loupe.workbench.internal.core.Workspace;
import org.loupe.workbench.internal.widgets.Follow;

/** Which windows of the dataset are analysed. */
final class SliceChooser extends Chooser {
  private static final Logger LOG = System.getLogger(SliceChooser.class.getName());
  private static final String SLICE = "slice:";

  private final Workspace workspace;

  SliceChooser(Composite parent, Workspace workspace) {
    super(parent, "toolbar.slice", "Slice");
    this.workspace = workspace;
    Follow.observed(bar(), workspace.windows(), this::show);
  }

  private void show(Optional<WindowChoice> windows) {
    show(
        windows.map(SliceChooser::text).orElse("Slice: none"),
        windows.map(choice -> "Chosen: " + choice.describe()).orElse("No dataset is open"),
        windows.isPresent());
  }

  private static String text(WindowChoice choice) {
    String expression = choice.expression();
    String name =
        expression.startsWith(SLICE)
            ? expression.substring(SLICE.length())
            : choice.isAll() ? "all" : "chosen";
    return "Slice: " + name + " (" + choice.windows().size() + ")";
  }

  @Override
  void fill(Menu menu) {
    String chosen = workspace.windows().get().map(WindowChoice::expression).orElse("");
    entry(menu, "All windows", WindowChoice.ALL, chosen);
    for (Project.Slice slice : slices()) {
      entry(menu, slice.name(), SLICE + slice.name(), chosen);
    }
  }

  private List<Project.Slice> slices() {
    String dataset = workspace.dataset().get().value().map(Dataset::name).orElse("");
    return workspace.slices().get().stream()
        .filter(slice -> slice.dataset().equals(dataset))
        .toList();
  }

  private void entry(Menu menu, String text, String expression, String chosen) {
    radio(menu, text, expression.equals(chosen), () -> choose(expression));
  }

  private void choose(String expression) {
    try {
      workspace.chooseWindows(expression);
    } catch (BadInputException e) {
      LOG.log(Level.WARNING, e.getMessage());
    }
  }
}
