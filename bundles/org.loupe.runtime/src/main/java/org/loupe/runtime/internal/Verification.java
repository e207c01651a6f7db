package org.loupe.runtime.internal;

import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.ProbeWriter.Depth;
import org.loupe.model.BadInputException;
import org.loupe.model.LoupeException;
import org.loupe.runtime.internal.ModelLoader.Loaded;

/**
 * Finds the archive with the most probes that computes what the saved one computes. Where memory
 * does not suffice for the comparison, the archive is taken to be right and that is said.
 */
final class Verification {

  private static final System.Logger LOG = System.getLogger(Verification.class.getName());

  private static final String RANDOM =
      "The model gives other outputs each time it is run on the same input (noise, or dropout that"
          + " was left on); all results are as uncertain.";

  private final ModelLoader loader;
  private final Verifier verifier;

  /** On the windows of a verifier. */
  Verification(ModelLoader loader, Verifier verifier) {
    this.loader = loader;
    this.verifier = verifier;
  }

  /**
   * Verifies what has been loaded.
   *
   * @return of the same, or of what was loaded in its place; unchecked if the windows do not allow
   *     it
   */
  ModelState of(Loaded loaded) throws LoupeException {
    Verifier.Reference reference;
    try {
      reference = reference(loaded);
    } catch (OutOfMemoryException | LoupeException e) {
      // A model may refuse two windows and take more: one that unpads to the longest of them.
      return unchecked(loaded, e);
    }
    return of(loaded, reference);
  }

  private Verifier.Reference reference(Loaded loaded) throws LoupeException {
    if (loaded.archive().depth() == null) {
      try (Modules.Use use = loaded.modules().use(true)) {
        return verifier.reference(use.model());
      }
    }
    try (LoadedModel saved = loader.reference()) {
      return verifier.reference(saved);
    }
  }

  private ModelState of(Loaded loaded, Verifier.Reference reference) throws LoupeException {
    PreparedArchive archive = loaded.archive();
    Depth depth = archive.depth();
    if (depth == null) {
      return right(archive, loaded, reference, ProbeLayouts.NONE);
    }
    String wrong;
    try (Modules.Use use = loaded.modules().use(true)) {
      wrong = check(use.model(), reference, archive);
      if (wrong == null) {
        ProbeLayouts layouts =
            archive.probes().isEmpty()
                ? ProbeLayouts.NONE
                : verifier.layouts(use.model(), Verifier.names(archive.probes()));
        return right(archive, loaded, reference, layouts);
      }
    } catch (OutOfMemoryException | LoupeException e) {
      return unchecked(loaded, e);
    }
    Loaded less = loader.below(depth, wrong);
    boolean used = false;
    try {
      ModelState state = of(less, reference);
      used = state.loaded() == less;
      return state;
    } finally {
      if (!used) {
        less.close();
      }
    }
  }

  private @Nullable String check(
      LoadedModel model, Verifier.Reference reference, PreparedArchive archive)
      throws LoupeException {
    try {
      return verifier.check(model, reference, archive.probes());
    } catch (BadInputException e) {
      // The saved archive could be run on the same windows.
      return Reasons.of(e);
    }
  }

  private static ModelState right(
      PreparedArchive archive, Loaded loaded, Verifier.Reference reference, ProbeLayouts layouts) {
    boolean deterministic = reference.deterministic();
    return new ModelState(
        loaded,
        Verdict.of(archive, archive.ifRight(), deterministic, deterministic ? "" : RANDOM, layouts),
        true);
  }

  private static ModelState unchecked(Loaded loaded, Exception reason) {
    String remark =
        "Whether probes change the outputs could not be checked: " + Reasons.of(reason) + ".";
    LOG.log(Level.WARNING, remark);
    return new ModelState(loaded, Verdict.notYet(loaded.archive(), remark), true);
  }
}
