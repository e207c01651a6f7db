package org.loupe.project;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;

/** The files that training leaves in a folder: their names and their order. */
public final class CheckpointFiles {
  private static final String ARCHIVE = ".ts.";
  private static final int MOST = 100_000;

  /** How checkpoints end, the longer endings first. */
  private static final List<String> ENDINGS =
      List.of(".ts.pt", ".ts.pth", ".pt", ".pth", ".ckpt", ".bin", ".safetensors", ".npz");

  /** An ending that datasets have, too. */
  private static final String ARRAYS = ".npz";

  /** epoch_2 before epoch_10. */
  public static final Comparator<Path> NATURAL_ORDER =
      Comparator.comparing(
          (Path file) -> String.valueOf(file.getFileName()), CheckpointFiles::compareNaturally);

  /** How tables end: text with a column of each name. */
  private static final List<String> TABLES = List.of(".csv", ".tsv", ".tab", ".txt");

  private CheckpointFiles() {}

  /** A file's name without its ending: {@code epoch_10} for {@code runs/3/epoch_10.pt}. */
  public static String name(Path file) {
    String name = String.valueOf(file.getFileName());
    String ending = ending(name).isEmpty() ? tableEnding(name) : ending(name);
    return name.substring(0, name.length() - ending.length());
  }

  /** Whether a file is called as tables are: CSV, TSV. */
  public static boolean isTable(Path file) {
    return !tableEnding(String.valueOf(file.getFileName())).isEmpty();
  }

  private static String tableEnding(String name) {
    String low = name.toLowerCase(Locale.ROOT);
    return TABLES.stream().filter(low::endsWith).findFirst().orElse("");
  }

  /** Whether a file is called as checkpoints are, rather than as cards are. */
  public static boolean isCheckpoint(Path file) {
    return !ending(String.valueOf(file.getFileName())).isEmpty();
  }

  /** Where a checkpoint's model card stands if it stands beside it. */
  public static Path cardBeside(Path file) {
    return file.resolveSibling(name(file) + ".card.json");
  }

  /** Of a state dict and its architecture the one whose card speaks for it: its own goes first. */
  public static Path withCard(Path file, @Nullable Path architecture) {
    return architecture == null || Files.exists(cardBeside(file)) ? file : architecture;
  }

  /**
   * The checkpoints of a folder in natural order: epoch_2 before epoch_10.
   *
   * @param pattern of their names with {@code *} and {@code ?}, or null for all that are called as
   *     checkpoints are
   * @param architecture of state dicts, which is no checkpoint itself, nor are other archives then;
   *     or null
   * @throws BadInputException if there is no such folder, no such file, or the pattern is none
   */
  public static List<Path> in(Path folder, @Nullable String pattern, @Nullable Path architecture)
      throws BadInputException {
    if (!Files.isDirectory(folder)) {
      throw new BadInputException(
          "There is no folder " + folder + " with checkpoints; check the path.");
    }
    PathMatcher matcher = pattern == null ? null : matcher(pattern);
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (Path file : stream) {
        if (isWanted(file, matcher, architecture)) {
          files.add(file);
        }
        if (files.size() > MOST) {
          throw new BadInputException(
              folder + " has more than " + MOST + " checkpoints; choose fewer by a pattern.");
        }
      }
    } catch (IOException e) {
      throw new BadInputException(folder + " cannot be read: " + e.getMessage(), e);
    }
    if (files.isEmpty()) {
      throw new BadInputException(
          folder
              + " has no "
              + (pattern == null
                  ? "checkpoints (.pt, .pth, .ckpt, .bin, .safetensors)"
                  : "file that matches '" + pattern + "'")
              + "; check the folder and the pattern.");
    }
    files.sort(NATURAL_ORDER);
    return files;
  }

  private static PathMatcher matcher(String pattern) throws BadInputException {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    } catch (PatternSyntaxException e) {
      throw new BadInputException(
          "'" + pattern + "' is no pattern of file names (" + e.getDescription() + ").", e);
    }
  }

  private static boolean isWanted(
      Path file, @Nullable PathMatcher matcher, @Nullable Path architecture) throws IOException {
    String name = String.valueOf(file.getFileName());
    boolean called =
        matcher == null
            ? isCheckpoint(file)
                && !name.endsWith(ARRAYS)
                && (architecture == null || !ending(name).startsWith(ARCHIVE))
            : matcher.matches(file.getFileName());
    return called
        && !name.startsWith(".")
        && Files.isRegularFile(file)
        && (architecture == null
            || !Files.exists(architecture)
            || !Files.isSameFile(file, architecture));
  }

  private static String ending(String name) {
    return ENDINGS.stream()
        .filter(ending -> name.endsWith(ending) && name.length() > ending.length())
        .findFirst()
        .orElse("");
  }

  private static int compareNaturally(String one, String other) {
    List<String> first = runs(one);
    List<String> second = runs(other);
    for (int i = 0; i < Math.min(first.size(), second.size()); i++) {
      int order = compareRuns(first.get(i), second.get(i));
      if (order != 0) {
        return order;
      }
    }
    int order = Integer.compare(first.size(), second.size());
    return order != 0 ? order : one.compareTo(other);
  }

  /** Digits and what stands between them. */
  private static List<String> runs(String text) {
    return List.of(text.split("(?<=\\d)(?=\\D)|(?<=\\D)(?=\\d)"));
  }

  private static int compareRuns(String one, String other) {
    boolean numbers = Character.isDigit(one.charAt(0)) && Character.isDigit(other.charAt(0));
    if (!numbers) {
      return one.compareTo(other);
    }
    String first = one.replaceFirst("^0+(?=.)", "");
    String second = other.replaceFirst("^0+(?=.)", "");
    int order = Integer.compare(first.length(), second.length());
    return order != 0 ? order : first.compareTo(second);
  }
}
