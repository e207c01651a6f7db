package org.loupe.batch.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Provenance;
import org.loupe.model.BadInputException;
import org.loupe.project.Freshness;
import org.loupe.project.Project;
import org.loupe.project.Results;
import org.loupe.project.StoredResult;
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
   * A result and how it stands.
   *
   * @param name its folder below that of the results
   * @param stale why it is stale, or nothing
   */
  record Row(StoredResult result, String name, List<String> stale) {
    /** 'current', or 'stale: data 'test' changed since'. */
    String state() {
      return stale.isEmpty() ? "current" : "stale: " + String.join(", ", stale);
    }

    /** '3 min', '2 h', '5 d'. */
    String age(Instant now) {
      return result.written().map(written -> words(Duration.between(written, now))).orElse("");
    }

    private static String words(Duration age) {
      if (age.toHours() >= 48) {
        return age.toDays() + " d";
      } else if (age.toMinutes() >= 120) {
        return age.toHours() + " h";
      }
      return Math.max(0, age.toMinutes()) + " min";
    }
  }

  /**
   * What was found.
   *
   * @param problems sentences about results that cannot be read
   */
  record Found(List<Row> rows, List<String> problems) {}

  /** Whether nothing narrows it down. */
  boolean isEverything() {
    return named.isEmpty() && methods.isEmpty() && checkpoints.isEmpty() && !stale;
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
    Freshness freshness = Freshness.of(open, services.methods()::findInstalled);
    Results.Inventory inventory = services.results().inventory(folder);
    List<Row> rows = new ArrayList<>();
    for (StoredResult result : inventory.results()) {
      String name = folder.relativize(result.folder().toAbsolutePath().normalize()).toString();
      rows.add(new Row(result, name, freshness.stale(result.provenance())));
    }
    for (String name : named) {
      if (rows.stream().noneMatch(row -> row.name().equals(name))) {
        throw new BadInputException(
            "There is no result '"
                + name
                + "' in "
                + folder
                + "; 'loupe results list' names them.");
      }
    }
    return new Found(rows.stream().filter(this::isWanted).toList(), inventory.problems());
  }

  private boolean isWanted(Row row) {
    Provenance provenance = row.result().provenance();
    return (named.isEmpty() || named.contains(row.name()))
        && (methods.isEmpty() || methods.contains(provenance.analyzer()))
        && (checkpoints.isEmpty()
            || checkpoints.contains(provenance.checkpoint())
            || provenance.compared().stream().anyMatch(o -> checkpoints.contains(o.checkpoint())))
        && (!stale || !row.stale().isEmpty());
  }
}
