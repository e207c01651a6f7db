package org.loupe.batch.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.project.CheckpointFiles;
import org.loupe.project.Windowing;
import org.loupe.project.imports.Imports;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How the rows of a table become windows: the options of every command that takes data. */
final class WindowingOptions {
  @Option(
      names = "--window",
      paramLabel = "ROWS",
      description = "Of a table (.csv, .tsv): how many rows are a window.")
  @Nullable Integer length;

  @Option(
      names = "--stride",
      paramLabel = "ROWS",
      description =
          "Of a table: how many rows after one window the next begins (default: as many as a window has).")
  @Nullable Integer stride;

  @Option(
      names = "--recording",
      paramLabel = "COLUMN",
      description =
          "Of a table: the column that tells recordings apart; no window reaches from one into the next.")
  @Nullable String recording;

  @Option(
      names = "--time",
      paramLabel = "COLUMN",
      description = "Of a table: the column that says when, in numbers or dates with times.")
  @Nullable String time;

  @Option(
      names = "--label",
      arity = "1..*",
      paramLabel = "COLUMN",
      description = "Of a table: columns of classes or numbers that are to be predicted.")
  List<String> labels = new ArrayList<>();

  @Option(
      names = "--ignore",
      arity = "1..*",
      paramLabel = "COLUMN",
      description = "Of a table: columns that are not read.")
  List<String> ignored = new ArrayList<>();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  /**
   * What they say of data.
   *
   * @return null if the file is no table
   * @throws BadInputException if it is one that cannot be read
   */
  @Nullable Windowing of(Path data, Imports imports) throws BadInputException {
    if (!CheckpointFiles.isTable(data)) {
      return null;
    }
    if (length == null) {
      throw new ParameterException(
          spec.commandLine(),
          data
              + " is a table; say how its rows become windows, for example "
              + words(imports.table(data, 0).windowing()));
    }
    Windowing windowing =
        new Windowing(
            length, stride == null ? length : stride, recording, time, labels, ignored, Map.of());
    try {
      windowing.check();
    } catch (BadInputException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
    return windowing;
  }

  /**
   * Refuses them where there is no table.
   *
   * @param what is there instead: 'a project'
   */
  void requireNone(String what) {
    if (isGiven()) {
      throw new ParameterException(
          spec.commandLine(),
          "--window, --stride, --recording, --time, --label and --ignore are for tables, not for "
              + what);
    }
  }

  private boolean isGiven() {
    return length != null
        || stride != null
        || recording != null
        || time != null
        || !labels.isEmpty()
        || !ignored.isEmpty();
  }

  private static String words(Windowing windowing) {
    StringBuilder words = new StringBuilder();
    words.append("--window ").append(windowing.length());
    words.append(" --stride ").append(windowing.stride());
    option("--recording", windowing.recording(), words);
    option("--time", windowing.time(), words);
    windowing.labels().forEach(label -> option("--label", label, words));
    return words.toString();
  }

  private static void option(String name, @Nullable String column, StringBuilder words) {
    if (column != null) {
      words.append(' ').append(name).append(' ');
      words.append(column.matches("[\\w.-]+") ? column : "'" + column + "'");
    }
  }
}
