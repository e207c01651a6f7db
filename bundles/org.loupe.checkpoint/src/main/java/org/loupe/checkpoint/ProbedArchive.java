package org.loupe.checkpoint;

import java.nio.file.Path;
import java.util.List;
import org.loupe.model.Probe;
import org.loupe.model.Probes;

/**
 * A TorchScript archive and the probes in it.
 *
 * @param file the archive; the original where probes were only planned
 * @param depth what was added, which is less than was asked for where the archive does not allow it
 * @param probes in the order of the modules
 * @param skipped places that cannot be probed
 */
public record ProbedArchive(
    Path file, ProbeWriter.Depth depth, List<Probe> probes, List<Probes.Skipped> skipped) {
  /** Copies the lists. */
  public ProbedArchive {
    probes = List.copyOf(probes);
    skipped = List.copyOf(skipped);
  }
}
