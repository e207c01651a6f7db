package org.loupe.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Probe;
import org.loupe.model.Progress;
import org.loupe.model.Query;

/** The sub-modules of a model whose outputs methods look at, layer by layer. */
public final class ModuleOutputs {
  /** What a parameter says for all of them. */
  public static final String ALL = "all";

  private static final int EXAMPLES = 8;

  /** Modules that hand on what they get while a model is evaluated. */
  private static final Set<String> PASSING = Set.of("Dropout", "Identity");

  private ModuleOutputs() {}

  /**
   * The probes of all sub-modules, in the order of the model; may be none. Evaluates one window,
   * since only then it is known what can be told apart by window.
   */
  public static List<Probe> all(ModelSession session, BatchSource inputs) throws LoupeException {
    session.evaluate(
        new SomeWindows(inputs, new int[] {0}),
        Query.everyOutput(),
        evaluation -> {},
        Progress.none());
    return session.probes().of(Probe.Kind.OUTPUT).stream()
        .filter(probe -> !probe.name().startsWith(Probe.MODEL_OUTPUT))
        .toList();
  }

  /** Whether a module does something: not where it hands on what it gets, as dropout does. */
  public static boolean isTelling(Probe probe) {
    return !PASSING.contains(simple(probe.type()));
  }

  /**
   * Names of the probes of sub-modules that do something, see {@link #all}.
   *
   * @throws BadInputException if there are none
   */
  public static List<String> of(ModelSession session, BatchSource inputs) throws LoupeException {
    List<String> names =
        all(session, inputs).stream().filter(ModuleOutputs::isTelling).map(Probe::name).toList();
    if (names.isEmpty()) {
      throw new BadInputException(
          "No output of a sub-module can be read in '"
              + session.checkpoint().name()
              + "'; use an archive whose sub-modules are kept, not frozen.");
    }
    return names;
  }

  private static String simple(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }

  /**
   * Those that a parameter names, separated by commas.
   *
   * @param wanted {@link #ALL}, or names
   * @param all of which they are chosen
   * @throws BadInputException if it names none, or one that is not there, with some that are
   */
  public static List<String> chosen(String wanted, List<String> all) throws BadInputException {
    if (wanted.strip().equals(ALL)) {
      return List.copyOf(all);
    }
    List<String> names =
        Arrays.stream(wanted.split(","))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .distinct()
            .toList();
    Optional<String> unknown = names.stream().filter(name -> !all.contains(name)).findFirst();
    if (names.isEmpty() || unknown.isPresent()) {
      throw new BadInputException(
          (names.isEmpty() ? "No layer is named" : "There is no layer '" + unknown.get() + "'")
              + "; there are "
              + String.join(", ", all.subList(0, Math.min(EXAMPLES, all.size())))
              + (all.size() > EXAMPLES ? " and " + (all.size() - EXAMPLES) + " more" : "")
              + ": choose some of them, or all.");
    }
    return names;
  }
}
