package org.loupe.workbench.internal.opening;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
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
 * Keeps, for every project, which checkpoints are compared and their letters, which dataset is
 * looked at, which of its windows are analysed and with which parameters, and chooses all that
 * again when the project is opened again.
 */
final class ProjectMemory {
  private static final Logger LOG = System.getLogger(ProjectMemory.class.getName());

  private static final String TAB = "\t";

  /** Stands where a parameter has its method. */
  private static final String COLOR = "";

  /** Lines before the compared checkpoints. */
  private static final int FIXED = 3;

  private final WorkbenchCore core;
  private final Memory memory;
  private @Nullable Path folder;
  private List<String> named;

  /** What is still to be chosen again, in this order: the dataset, then its windows. */
  private Optional<Choices> restoring = Optional.empty();

  /**
   * What was chosen.
   *
   * @param compared names of the checkpoints, in order
   * @param baseline name of one of them
   * @param dataset name of the dataset
   * @param windows expression
   * @param colors letters and colours of checkpoints that were compared, as {@link
   *     CompareList#colors()} tells
   * @param parameters by method and name, those that differ from their defaults
   */
  record Choices(
      List<String> compared,
      String baseline,
      String dataset,
      String windows,
      Map<String, Integer> colors,
      Map<String, Map<String, String>> parameters) {
    /** Copies the collections. */
    Choices {
      compared = List.copyOf(compared);
      colors = Map.copyOf(colors);
      parameters = Map.copyOf(parameters);
    }
  }

  /**
   * Begins with no project.
   *
   * @param compared of the first project that is opened, the baseline first; empty for those
   *     compared last
   */
  ProjectMemory(WorkbenchCore core, Memory memory, List<String> compared) {
    this.core = core;
    this.memory = memory;
    this.named = compared;
    core.workspace().opened().onChange(this::projectChanged);
    core.workspace().windows().onChange(this::windowsChanged);
    core.compare().comparison().onChange(now -> save());
    core.edits().all().onChange(now -> save());
  }

  private synchronized void projectChanged(Loading<OpenProject> now) {
    Optional<OpenProject> open = now.value();
    // The comparison of the project that is closed is emptied; that is no choice.
    folder = null;
    restoring = open.flatMap(project -> memory.choices(project.project().folder()));
    open.ifPresent(
        project -> {
          restoring.ifPresent(choices -> compare(project, choices));
          restoring.ifPresent(choices -> core.edits().restore(choices.parameters()));
          compareNamed(project);
          folder = project.project().folder();
        });
  }

  private void compare(OpenProject project, Choices choices) {
    List<Checkpoint> compared = find(project, choices.compared());
    if (!compared.isEmpty()) {
      core.compare().begin(compared, choices.colors());
      core.compare().baseline(choices.baseline());
    }
  }

  /** What the command line names holds for the project that it opens, and for no other. */
  private void compareNamed(OpenProject project) {
    List<String> names = named;
    named = List.of();
    List<Checkpoint> compared = find(project, names);
    if (!compared.isEmpty()) {
      core.compare().begin(compared, restoring.map(Choices::colors).orElse(Map.of()));
    }
    List<String> missing =
        names.stream()
            .filter(name -> compared.stream().noneMatch(found -> found.name().equals(name)))
            .toList();
    if (!missing.isEmpty()) {
      LOG.log(
          Level.WARNING,
          "The command line names "
              + String.join(", ", missing)
              + ", which is no checkpoint of this project that can be used; it has "
              + project.usable().stream().map(Checkpoint::name).collect(Collectors.joining(", "))
              + ".");
    }
  }

  private static List<Checkpoint> find(OpenProject project, List<String> names) {
    return names.stream()
        .distinct()
        .flatMap(name -> project.usable().stream().filter(c -> c.name().equals(name)))
        .toList();
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
              windows.get().expression(),
              core.compare().colors(),
              core.edits().all().get());
      core.files().execute(() -> memory.choices(project, choices));
    }
  }

  /**
   * As text, a line for each; after an empty line one for each colour and each parameter, where
   * colours are of no method. Names and expressions hold no line breaks.
   */
  static String text(Choices choices) {
    List<String> lines = new ArrayList<>();
    lines.add(choices.dataset());
    lines.add(choices.windows());
    lines.add(choices.baseline());
    lines.addAll(choices.compared());
    lines.add("");
    choices.colors().forEach((name, color) -> lines.add(COLOR + TAB + color + TAB + name));
    choices
        .parameters()
        .forEach(
            (method, values) ->
                values.forEach((name, value) -> lines.add(method + TAB + name + TAB + value)));
    return lines.stream()
        .map(line -> line.replaceAll("\\R", " "))
        .collect(Collectors.joining("\n"));
  }

  /** Reads what {@link #text} wrote; null is empty, and so is anything else. */
  static Optional<Choices> parse(@Nullable String text) {
    List<String> lines = List.of(Objects.requireNonNullElse(text, "").split("\n", -1));
    if (lines.size() < FIXED + 1) {
      return Optional.empty();
    }
    List<String> compared = lines.stream().skip(FIXED).takeWhile(l -> !l.isEmpty()).toList();
    Map<String, Integer> colors = new LinkedHashMap<>();
    Map<String, Map<String, String>> parameters = new LinkedHashMap<>();
    for (String line : lines.subList(FIXED + compared.size(), lines.size())) {
      String[] parts = line.split(TAB, 3);
      if (parts.length == 3 && parts[0].equals(COLOR)) {
        if (parts[1].matches("\\d{1,3}")) {
          colors.put(parts[2], Integer.valueOf(parts[1]));
        }
      } else if (parts.length == 3) {
        parameters.computeIfAbsent(parts[0], id -> new LinkedHashMap<>()).put(parts[1], parts[2]);
      }
    }
    return Optional.of(
        new Choices(compared, lines.get(2), lines.get(0), lines.get(1), colors, parameters));
  }
}
