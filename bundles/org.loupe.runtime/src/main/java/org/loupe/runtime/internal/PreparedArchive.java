package org.loupe.runtime.internal;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.ProbeWriter.Depth;
import org.loupe.model.Probe;
import org.loupe.model.Probes;

/**
 * An archive that is ready to be loaded.
 *
 * @param file a copy with probes, or the one that was saved
 * @param depth what was to be added, or null for the one that was saved
 * @param probes it was written with
 * @param skipped places that cannot be probed
 * @param ifRight what is said of it once it was found that it computes the same
 * @param remark why there are less probes than there could be, in a sentence; empty if there are
 *     not
 */
record PreparedArchive(
    Path file,
    @Nullable Depth depth,
    List<Probe> probes,
    List<Probes.Skipped> skipped,
    Probes.Verification.State ifRight,
    String remark) {}
