package org.loupe.runtime.internal;

import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.ProbeWriter.Depth;
import org.loupe.model.Probes;

/**
 * What running a checkpoint on real windows has shown, kept beside its archive.
 *
 * @param depth of the archive to run, or null for the one that was saved
 * @param verification what people are told
 * @param layouts of the probes that fired
 */
record Verdict(@Nullable Depth depth, Probes.Verification verification, ProbeLayouts layouts) {

  /** Nothing was found out. */
  static Verdict notYet(PreparedArchive archive, String remark) {
    return of(archive, Probes.Verification.State.NOT_YET, null, remark, ProbeLayouts.NONE);
  }

  /**
   * Of an archive.
   *
   * @param remark what is said beside the archive's own remark
   */
  static Verdict of(
      PreparedArchive archive,
      Probes.Verification.State state,
      @Nullable Boolean deterministic,
      String remark,
      ProbeLayouts layouts) {
    String both = archive.remark() + (remark.isEmpty() ? "" : " " + remark);
    return new Verdict(
        archive.depth(), new Probes.Verification(state, deterministic, both.strip()), layouts);
  }
}
