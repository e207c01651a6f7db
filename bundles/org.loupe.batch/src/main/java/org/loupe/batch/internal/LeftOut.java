package org.loupe.batch.internal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.loupe.model.BadInputException;
import org.loupe.model.LoupeException;

/**
 * Checkpoints that cannot be used, which leaves the others as they are. They are told of at the
 * end, where a long run has not scrolled them away, and by the exit code.
 */
final class LeftOut implements Sources.Damage {
  private final Map<String, LoupeException> reasons = new LinkedHashMap<>();

  @Override
  public void found(String name, int place, BadInputException why) {
    add(name, why);
  }

  /** Leaves a checkpoint out. */
  void add(String name, LoupeException why) {
    reasons.putIfAbsent(name, why);
  }

  /** Why each was left out, by its name. */
  Map<String, LoupeException> reasons() {
    return Collections.unmodifiableMap(reasons);
  }

  /** Whether a checkpoint is among them. */
  boolean has(String name) {
    return reasons.containsKey(name);
  }

  /**
   * Refuses where nothing is left.
   *
   * @param used how many checkpoints could be used
   * @throws LoupeException if none: the first one's reason
   */
  void requireOthers(int used) throws LoupeException {
    if (used == 0 && !reasons.isEmpty()) {
      throw first();
    }
  }

  /** Says of each why, and returns the exit code. */
  int tell(Console console) {
    reasons.forEach(
        (name, why) -> console.err().println("Left out: " + name + ": " + why.getMessage()));
    if (reasons.isEmpty()) {
      return ExitCode.DONE;
    }
    return first() instanceof BadInputException ? ExitCode.BAD_INPUT : ExitCode.FAILED;
  }

  private LoupeException first() {
    return Objects.requireNonNull(reasons.values().iterator().next());
  }
}
