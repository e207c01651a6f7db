package org.loupe.runtime.internal;

import org.loupe.model.Probes;
import org.loupe.model.Probes.Verification;

/**
 * What is run of a checkpoint, and what is known of it.
 *
 * @param verdict also where nothing has been found out yet
 * @param checked whether verification has been tried
 */
record ModelState(ModelLoader.Loaded loaded, Verdict verdict, boolean checked) {

  Modules modules() {
    return loaded.modules();
  }

  ProbeLayouts layouts() {
    return verdict.layouts();
  }

  /** Whether windows were seen, and told something. */
  boolean isVerified() {
    return verdict.verification().state() != Verification.State.NOT_YET;
  }

  /** What people are shown. Before any window was seen that is all the archive has. */
  Probes probes() {
    PreparedArchive archive = loaded.archive();
    return isVerified()
        ? layouts().sort(archive.probes(), archive.skipped(), verdict.verification())
        : new Probes(archive.probes(), archive.skipped(), verdict.verification());
  }

  /** Finds the probes that a query names. */
  ProbeNames names() {
    return new ProbeNames(loaded.archive().probes(), probes());
  }
}
