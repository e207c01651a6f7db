package org.loupe.runtime.internal;

import java.util.List;
import java.util.Optional;
import org.loupe.model.BadInputException;
import org.loupe.model.Probe;
import org.loupe.model.Probes;

/**
 * Finds the probes that queries name.
 *
 * @param archive the probes that the module was written with
 * @param shown what people are shown of them, with the reasons why others cannot be had
 */
record ProbeNames(List<Probe> archive, Probes shown) {

  /** What a name stands for, or empty if the module was not written with such a probe. */
  Optional<ProbeCall> find(String name) {
    ProbeCall call = ProbeCall.of(name);
    return archive.stream().anyMatch(probe -> probe.name().equals(call.probe()))
        ? Optional.of(call)
        : Optional.empty();
  }

  /**
   * What a name stands for.
   *
   * @throws BadInputException if there is no such probe
   */
  ProbeCall get(String name) throws BadInputException {
    Optional<ProbeCall> found = find(name);
    if (found.isPresent()) {
      return found.get();
    }
    String module = name.contains("@") ? name.substring(0, name.indexOf('@')) : name;
    Optional<Probes.Skipped> skipped =
        shown.skipped().stream()
            .filter(place -> place.module().equals(name) || place.module().equals(module))
            .findFirst();
    if (skipped.isPresent()) {
      throw new BadInputException(
          "There is no probe '" + name + "', because " + skipped.get().reason() + ".");
    }
    String remark = shown.verification().remark();
    throw new BadInputException(
        "There is no probe '"
            + name
            + "'. "
            + (remark.isEmpty() ? "Ask the session for its probes, or loupe inspect." : remark));
  }
}
