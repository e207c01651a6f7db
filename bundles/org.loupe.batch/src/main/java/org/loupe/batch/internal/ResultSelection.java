package org.loupe.batch.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Provenance;
import org.loupe.model.BadInputException;
import org.loupe.project.Freshness;
import org.loupe.project.ListedResult;
import org.loupe.project.Project;
import org.loupe.project.Results;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which results of a project: the options of every command that looks at what is there. */
final class ResultSelection {
  @Parameters(index = "0", paramLabel = "PROJECT", description = "A folder with loupe.json.")
  Path project = Path.of("");

  @Parameters(
      index = "1..*",
      paramLabel = "RESULT",
      description = "Folders as 'results list' names them: saliency/late (default: all).")
  List<String> named = new ArrayList<>();

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Where results are kept (default: PROJECT/results).")
  @Nullable Path results;

  @Option(names = "--method", arity = "1..*", paramLabel = "ID", description = "Of these methods.")
  List<String> methods = new ArrayList<>();

  @Option(
      names = "--checkpoint",
      arity = "1..*",
      paramLabel = "NAME",
      description = "Of these checkpoints, comparisons too.")
  List<String> checkpoints = new ArrayList<>();

  @Option(names = "--stale", description = "Only what is stale.")
  boolean stale;

  /**
   * What was found.
   *
   * @param damaged results that cannot be read, of those that are named or of all
   */
  record Found(List<ListedResult> rows, List<Damaged> damaged) {}

  /**
   * A result that cannot be read.
   *
   * @param name its folder below that of the results
   * @param result what is wrong with it
   */
  record Damaged(String name, Results.Damaged result) {
    /** For people: what is wrong, and where. */
    String sentence() {
      return result.folder() + ": " + result.problem();
    }
  }

  /** Whether nothing narrows it down. */
  boolean isEverything() {
    return named.isEmpty() && !isNarrowed();
  }

  /** What cannot be read is of no method and no checkpoint that one could choose it by. */
  List<Damaged> damaged(Found found) {
    return isNarrowed() ? List.of() : found.damaged();
  }

  /** Whether only results of some kind are wanted. */
  private boolean isNarrowed() {
    return !methods.isEmpty() || !checkpoints.isEmpty() || stale;
  }

  /**
   * Looks.
   *
   * @throws BadInputException if the project cannot be opened, or has no result of a name
   */
  Found find(Services services) throws BadInputException {
    Project open = services.projects().open(project);
    Path folder =
        (results == null ? open.folder().resolve("results") : results).toAbsolutePath().normalize();
    List<Results.Damaged> unreadable = new ArrayList<>();
    List<ListedResult> rows =
        ListedResult.of(
            services.results(),
            folder,
            Freshness.of(open, services.methods()::findInstalled),
            unreadable);
    List<Damaged> damaged =
        unreadable.stream()
            .map(each -> new Damaged(ListedResult.name(folder, each.folder()), each))
            .filter(each -> named.isEmpty() || named.contains(each.name()))
            .toList();
    for (String name : named) {
      if (rows.stream().noneMatch(row -> row.name().equals(name))
          && damaged.stream().noneMatch(each -> each.name().equals(name))) {
        throw new BadInputException(
            "There is no result '"
                + name
                + "' in "
                + folder
                + "; 'loupe results list' names them.");
      }
    }
    return new Found(rows.stream().filter(this::isWanted).toList(), damaged);
  }

  private boolean isWanted(ListedResult row) {
    Provenance provenance = row.result().provenance();
    return (named.isEmpty() || named.contains(row.name()))
        && (methods.isEmpty() || methods.contains(provenance.analyzer()))
        && (checkpoints.isEmpty()
            || checkpoints.contains(provenance.checkpoint())
            || provenance.compared().stream().anyMatch(o -> checkpoints.contains(o.checkpoint())))
        && (!stale || !row.stale().isEmpty());
  }
}
