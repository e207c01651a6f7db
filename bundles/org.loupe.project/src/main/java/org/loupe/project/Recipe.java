package org.loupe.project;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;

/**
 * What is to be computed in one go, as a recipe file says. Whether its methods, parameters and
 * checkpoints exist is not looked at; whoever runs it says what is wrong by {@link Step#problem}.
 *
 * @param project where checkpoints and data come from: a project, or what the recipe itself lists
 * @param results where results are kept, absolute
 * @param device auto, cpu, mps, cuda or cuda:N; as the recipe says
 * @param steps in the file's order
 * @param report where the report is to be written, if there is to be one
 */
public record Recipe(
    Project project, Path results, String device, List<Step> steps, Optional<Path> report) {
  /** Copies the list. */
  public Recipe {
    steps = List.copyOf(steps);
  }

  /**
   * A method on checkpoints.
   *
   * @param place the file's name and the JSON pointer of the step, for messages
   * @param method the method's id
   * @param checkpoints names; none means all of the project
   * @param baseline of a comparison, or null for the first
   * @param data the dataset's name, or null for the project's first
   * @param windows as in {@link WindowExpression}
   * @param seed of every random choice
   * @param parameters those that differ from the method's own, by name, as text
   */
  public record Step(
      Place place,
      String method,
      List<String> checkpoints,
      @Nullable String baseline,
      @Nullable String data,
      String windows,
      long seed,
      Map<String, String> parameters) {
    /** Copies the list and the parameters. */
    public Step {
      checkpoints = List.copyOf(checkpoints);
      parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** The same on other checkpoints. */
    public Step on(List<String> names) {
      return new Step(place, method, names, baseline, data, windows, seed, parameters);
    }

    /**
     * Says what is wrong with a part of the step.
     *
     * @param key of the step, such as {@code parameters/steps}; empty for the step itself
     * @param sentence what was found and what was expected
     */
    public BadInputException problem(String key, String sentence) {
      return new BadInputException(
          place.document()
              + ": "
              + place.pointer()
              + (key.isEmpty() ? "" : "/" + key)
              + " "
              + sentence);
    }
  }

  /**
   * Where something stands.
   *
   * @param document the file's name
   * @param pointer the JSON pointer
   */
  public record Place(String document, String pointer) {
    /** Of what no file says. */
    public static final Place NOWHERE = new Place("", "");
  }
}
