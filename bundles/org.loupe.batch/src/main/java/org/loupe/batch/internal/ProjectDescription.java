package org.loupe.batch.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.project.Project;

/** What a project holds: checkpoints, datasets with their sizes, card, slices. */
final class ProjectDescription {
  private final Project project;
  private final JsonNode file;
  private final Described to;

  private ProjectDescription(Project project, JsonNode file, Described to) {
    this.project = project;
    this.file = file;
    this.to = to;
  }

  /**
   * Describes a project; opens its datasets, but no checkpoint.
   *
   * @param file what its {@code loupe.json} says
   */
  static void add(Project project, JsonNode file, Described to) {
    new ProjectDescription(project, file, to).add();
  }

  private void add() {
    to.both("name", project.name());
    if (file.hasNonNull("card")) {
      to.both("card", file.get("card").asText());
    }
    checkpoints();
    datasets();
    to.lines(
        "slices",
        project.slices().stream()
            .map(slice -> slice.name() + ": windows " + slice.windows() + " of " + slice.dataset())
            .toList());
    to.put(
        "slices",
        project.slices().stream()
            .map(
                slice ->
                    Map.of(
                        "name", slice.name(),
                        "dataset", slice.dataset(),
                        "windows", slice.windows()))
            .toList());
    List<String> problems = project.problems().stream().map(Project.Problem::sentence).toList();
    to.lines("not used", problems);
    to.put("problems", problems);
  }

  private void checkpoints() {
    List<String> lines = new ArrayList<>();
    List<Map<String, @Nullable Object>> entries = new ArrayList<>();
    for (String name : project.checkpoints()) {
      JsonNode own = named("checkpoints", name);
      Map<String, @Nullable Object> entry = new LinkedHashMap<>();
      entry.put("name", name);
      String line = name;
      if (own != null) {
        Long size = size(own.path("file").asText());
        entry.put("file", own.path("file").asText());
        entry.put("size", size);
        line += ": " + own.path("file").asText() + ", " + bytes(size);
        for (String key : List.of("architecture", "card")) {
          if (own.hasNonNull(key)) {
            entry.put(key, own.get(key).asText());
            line += ", " + key + " " + own.get(key).asText();
          }
        }
      }
      lines.add(line);
      entries.add(entry);
    }
    to.lines("checkpoints", lines);
    to.put("checkpoints", entries);
  }

  private void datasets() {
    List<String> lines = new ArrayList<>();
    List<Map<String, @Nullable Object>> entries = new ArrayList<>();
    for (String name : project.datasets()) {
      JsonNode own = named("datasets", name);
      String path = own == null ? "" : own.path("file").asText();
      Map<String, @Nullable Object> entry = new LinkedHashMap<>();
      entry.put("name", name);
      entry.put("file", path);
      entry.put("size", size(path));
      try {
        Dataset dataset = project.dataset(name);
        lines.add(String.format(Locale.ROOT, "%s: %s, %,d windows", name, path, dataset.size()));
        dataset.arrays().forEach((array, info) -> lines.add("  " + array + " " + info));
        dataset.unread().forEach((array, what) -> lines.add("  " + array + ": not read, " + what));
        dataset.remarks().forEach(remark -> lines.add("  " + remark));
        entry.put("windows", dataset.size());
        Map<String, String> arrays = new LinkedHashMap<>();
        dataset.arrays().forEach((array, info) -> arrays.put(array, info.toString()));
        entry.put("arrays", arrays);
        entry.put("unread", dataset.unread());
        entry.put("remarks", dataset.remarks());
      } catch (BadInputException e) {
        lines.add(name + ": " + path + ", cannot be opened: " + e.getMessage());
        entry.put("problem", e.getMessage());
      }
      entries.add(entry);
    }
    to.lines("datasets", lines);
    to.put("datasets", entries);
  }

  /** The entry of that name, or null: those of a folder have none. */
  private @Nullable JsonNode named(String key, String name) {
    for (JsonNode entry : file.path(key)) {
      if (entry.path("name").asText().equals(name)) {
        return entry;
      }
    }
    return null;
  }

  private @Nullable Long size(String path) {
    try {
      Path found = project.folder().resolve(path);
      return Files.isRegularFile(found) ? Files.size(found) : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static String bytes(@Nullable Long size) {
    return size == null ? "which is missing" : String.format(Locale.ROOT, "%,d bytes", size);
  }
}
