package org.loupe.workbench.internal.opening;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dataset;
import org.loupe.workbench.internal.core.CompareList;
import org.loupe.workbench.internal.core.Loading;
import org.loupe.workbench.internal.core.OpenProject;
import org.loupe.workbench.internal.core.WindowChoice;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.loupe.workbench.internal.core.Workspace;

/**
 * Keeps, for every project, which checkpoints are compared, which dataset is looked at and which of
 * its windows are analysed, and chooses them again when the project is opened again.
 */
final class ProjectMemory {
  private static final Logger LOG = System.getLogger(ProjectMemory.class.getName());

  private final WorkbenchCore core;
  private final Memory memory;
  private @Nullable Path folder;

  /** What is still to be chosen again, in this order: the dataset, then its windows. */
  private Optional<Choices> restoring = Optional.empty();

  /**
   * What was chosen.
   *
   * @param compared names of the checkpoints, in order
   * @param baseline name of one of them
   * @param dataset name of the dataset
   * @param windows expression
   */
  record Choices(List<String> compared, String baseline, String dataset, String windows) {
    /** Copies the list. */
    Choices {
      compared = List.copyOf(compared);
    }
  }

  ProjectMemory(WorkbenchCore core, Memory memory) {
    this.core = core;
    this.memory = memory;
    core.workspace().project().onChange(this::projectChanged);
    core.workspace().windows().onChange(this::windowsChanged);
    core.compare().comparison().onChange(now -> save());
  }

  private synchronized void projectChanged(Loading<OpenProject> now) {
    Optional<OpenProject> open = now.value();
    // The comparison of the project that is closed is emptied; that is no choice.
    folder = null;
    restoring = open.flatMap(project -> memory.choices(project.project().folder()));
    open.ifPresent(
        project -> {
          restoring.ifPresent(choices -> compare(project, choices));
          folder = project.project().folder();
        });
  }

  private void compare(OpenProject project, Choices choices) {
    CompareList compare = core.compare();
    List<Checkpoint> compared =
        choices.compared().stream()
            .flatMap(name -> project.usable().stream().filter(c -> c.name().equals(name)))
            .toList();
    if (!compared.isEmpty()) {
      compare.begin(compared);
      compare.baseline(choices.baseline());
    }
  }

  private synchronized void windowsChanged(Optional<WindowChoice> now) {
    Workspace workspace = core.workspace();
    String dataset = workspace.dataset().get().value().map(Dataset::name).orElse("");
    if (restoring.isPresent() && now.isPresent()) {
      Choices choices = restoring.get();
      if (!dataset.equals(choices.dataset()) && has(choices.dataset())) {
        workspace.chooseDataset(choices.dataset());
        return;
      }
      restoring = Optional.empty();
      if (dataset.equals(choices.dataset())) {
        choose(choices.windows());
      }
    }
    save();
  }

  private boolean has(String dataset) {
    return core.workspace()
        .project()
        .get()
        .value()
        .filter(open -> open.project().datasets().contains(dataset))
        .isPresent();
  }

  private void choose(String windows) {
    try {
      core.workspace().chooseWindows(windows);
    } catch (BadInputException e) {
      LOG.log(Level.INFO, "The windows analysed last, " + windows + ", are not there any more.", e);
    }
  }

  private synchronized void save() {
    Path project = folder;
    CompareList.Comparison comparison = core.compare().comparison().get();
    Optional<WindowChoice> windows = core.workspace().windows().get();
    if (project != null
        && restoring.isEmpty()
        && windows.isPresent()
        && !comparison.entries().isEmpty()) {
      Choices choices =
          new Choices(
              comparison.entries().stream().map(CompareList.Entry::name).toList(),
              comparison.baseline(),
              core.workspace().dataset().get().value().map(Dataset::name).orElse(""),
              windows.get().expression());
      core.files().execute(() -> memory.choices(project, choices));
    }
  }

  /** As text, a line for each: names and expressions hold no line breaks. */
  static String text(Choices choices) {
    return Stream.concat(
            Stream.of(choices.dataset(), choices.windows(), choices.baseline()),
            choices.compared().stream())
        .map(line -> line.replaceAll("\\R", " "))
        .reduce((a, b) -> a + "\n" + b)
        .orElse("");
  }

  /** Reads what {@link #text} wrote; null is empty, and so is anything else. */
  static Optional<Choices> parse(@Nullable String text) {
    List<String> lines = List.of(Objects.requireNonNullElse(text, "").split("\n", -1));
    return lines.size() < 4
        ? Optional.empty()
        : Optional.of(
            new Choices(lines.subList(3, lines.size()), lines.get(2), lines.get(0), lines.get(1)));
  }
}
