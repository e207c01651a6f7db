package org.loupe.batch.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.loupe.model.BadInputException;
import org.loupe.model.LoupeException;
import org.loupe.report.Report;

/**
 * Checkpoints whose files are damaged, which leaves the others as they are. They are told of at the
 * end, where a long run has not scrolled them away, and by the exit code.
 */
final class LeftOut implements Sources.Damage {
  private final Map<String, BadInputException> reasons = new LinkedHashMap<>();

  @Override
  public void found(String name, int place, BadInputException why) {
    reasons.putIfAbsent(name, why);
  }

  /**
   * Refuses where nothing is left.
   *
   * @param work what could be opened
   * @throws BadInputException if there is no checkpoint: the first one's reason
   */
  void requireOthers(Work work) throws BadInputException {
    if (work.checkpoints().isEmpty() && !reasons.isEmpty()) {
      throw reasons.values().iterator().next();
    }
  }

  /** A chapter for each that says why there are no figures. */
  List<Report.Chapter> chapters() {
    return reasons.entrySet().stream()
        .map(
            left ->
                new Report.Chapter(left.getKey(), List.of(), List.of(left.getValue().getMessage())))
        .collect(Collectors.toList());
  }

  /** What is done with the others; its exit code. */
  @FunctionalInterface
  interface Computation {
    /**
     * Does it.
     *
     * @throws LoupeException if nothing could be done
     */
    int run() throws LoupeException;
  }

  /**
   * Does something with the others, and then says of each that was left out why, however that went.
   *
   * @return the exit code of the whole
   * @throws LoupeException as the computation has it
   */
  int tellAfter(Computation others, Console console) throws LoupeException {
    try {
      int code = others.run();
      return code == ExitCode.DONE && !reasons.isEmpty() ? ExitCode.PARTLY : code;
    } finally {
      reasons.forEach(
          (name, why) -> console.err().println("Left out: " + name + ": " + why.getMessage()));
    }
  }
}
