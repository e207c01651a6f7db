package org.loupe.runtime.internal;

import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.ProbeWriter.Depth;
import org.loupe.model.BadInputException;
import org.loupe.model.Batch;
import org.loupe.model.Checkpoint;
import org.loupe.model.Device;
import org.loupe.model.EngineInfo;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.ModelException;
import org.loupe.model.Probes;
import org.loupe.model.Probes.Verification;

/**
 * A checkpoint's module, the probes it has, and what real windows have shown about them.
 *
 * <p>What computes belongs on {@link EngineThreads}; the rest may be called by any thread.
 */
final class ProbedModel implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(ProbedModel.class.getName());

  private static final String RANDOM =
      "The model gives other outputs each time it is run on the same input (noise, or dropout that"
          + " was left on); all results are as uncertain.";

  private final ModelCard card;
  private final List<long[]> parameterShapes;
  private final ModelLoader loader;
  private final VerdictFile verdicts;
  private final Evaluator evaluator;
  private State state;
  private boolean closed;

  /**
   * What is run and what is known of it.
   *
   * @param checked whether verification has been tried
   */
  record State(ModelLoader.Loaded loaded, Verdict verdict, boolean checked) {

    Modules modules() {
      return loaded.modules();
    }

    ProbeLayouts layouts() {
      return verdict.layouts();
    }

    /** What people are shown. Before any window was seen that is all the archive has. */
    Probes probes() {
      PreparedArchive archive = loaded.archive();
      Verification verification = verdict.verification();
      return verification.state() == Verification.State.NOT_YET
          ? new Probes(archive.probes(), archive.skipped(), verification)
          : layouts().sort(archive.probes(), archive.skipped(), verification);
    }

    ProbeNames names() {
      return new ProbeNames(loaded.archive().probes(), probes());
    }
  }

  private ProbedModel(
      ModelCard card,
      List<long[]> parameterShapes,
      ModelLoader loader,
      VerdictFile verdicts,
      Evaluator evaluator,
      State state) {
    this.card = card;
    this.parameterShapes = parameterShapes;
    this.loader = loader;
    this.verdicts = verdicts;
    this.evaluator = evaluator;
    this.state = state;
  }

  /**
   * Loads a checkpoint with as many probes as it can have.
   *
   * @throws BadInputException if it cannot be loaded even as it was saved
   * @throws ModelException if it does not fit the device
   */
  static ProbedModel open(
      Checkpoint checkpoint,
      Device device,
      EngineInfo engine,
      ArchiveCache cache,
      ProbeArchiver archiver,
      EngineThreads threads)
      throws LoupeException {
    ArchiveKey key = ArchiveKey.of(checkpoint, device, engine);
    Preparation preparation = new Preparation(cache, archiver, checkpoint, key);
    VerdictFile verdicts = new VerdictFile(cache.file(key.verdict()));
    Verdict known =
        verdicts
            .read()
            .filter(
                kept -> kept.depth() == null || Files.exists(cache.file(key.archive(kept.depth()))))
            .orElse(null);
    PreparedArchive archive =
        known == null
            ? preparation.prepare(Depth.ATTENTION, "")
            : preparation.prepare(known.depth(), known.verification().remark());
    ModelLoader loader = new ModelLoader(device, preparation);
    ModelLoader.Loaded loaded = threads.finish(() -> loader.load(archive));
    boolean still = known != null && known.depth() == loaded.archive().depth();
    return new ProbedModel(
        checkpoint.card(),
        loaded.parameterShapes(),
        loader,
        verdicts,
        new Evaluator(device),
        new State(loaded, still ? known : notYet(loaded.archive(), ""), still));
  }

  private static Verdict notYet(PreparedArchive archive, String remark) {
    return new Verdict(
        archive.depth(),
        new Verification(Verification.State.NOT_YET, null, join(archive.remark(), remark)),
        ProbeLayouts.NONE);
  }

  private static String join(String remark, String another) {
    return remark.isEmpty() || another.isEmpty() ? remark + another : remark + " " + another;
  }

  /** Shapes of the parameters, in the module's order. */
  List<long[]> parameterShapes() {
    return parameterShapes;
  }

  /** What is run and known at this moment. */
  synchronized State state() {
    return state;
  }

  private synchronized void become(State next) {
    ModelLoader.Loaded before = state.loaded;
    if (before != next.loaded) {
      before.close();
      if (closed) {
        next.loaded.close();
      }
    }
    state = next;
  }

  /**
   * Checks on a few windows whether probes change what the model computes, and goes on with less of
   * them if they do. What was found is kept beside the archive.
   *
   * @throws BadInputException if the model cannot be run on these windows
   */
  void verify(Batch batch) throws LoupeException {
    State before = state();
    Verifier verifier = new Verifier(evaluator, card, batch);
    try {
      Verifier.Reference reference = reference(before, verifier);
      State after = compare(before, verifier, reference);
      verdicts.write(after.verdict);
      become(after);
    } catch (OutOfMemoryException | ModelException e) {
      LOG.log(Level.WARNING, "whether probes change the outputs could not be checked", e);
      become(
          new State(
              before.loaded,
              notYet(
                  before.loaded.archive(),
                  "Whether probes change the outputs could not be checked: " + Reasons.of(e) + "."),
              true));
    }
  }

  private Verifier.Reference reference(State before, Verifier verifier) throws LoupeException {
    if (before.loaded.archive().depth() == null) {
      try (Modules.Use use = before.modules().use(true)) {
        return verifier.reference(use.model());
      }
    }
    try (LoadedModel original = loader.reference()) {
      return verifier.reference(original);
    }
  }

  private State compare(State before, Verifier verifier, Verifier.Reference reference)
      throws LoupeException {
    ModelLoader.Loaded loaded = before.loaded;
    boolean kept = false;
    try {
      while (true) {
        PreparedArchive archive = loaded.archive();
        Depth depth = archive.depth();
        ProbeLayouts layouts = ProbeLayouts.NONE;
        String wrong = null;
        if (depth != null) {
          try (Modules.Use use = loaded.modules().use(true)) {
            wrong = check(verifier, use.model(), reference, archive);
            if (wrong == null && !archive.probes().isEmpty()) {
              layouts = verifier.layouts(use.model(), Verifier.names(archive.probes()));
            }
          }
        }
        if (depth == null || wrong == null) {
          kept = true;
          return new State(loaded, verdict(archive, reference, layouts), true);
        }
        if (loaded != before.loaded) {
          loaded.close();
        }
        loaded = loader.below(depth, wrong);
      }
    } finally {
      if (!kept && loaded != before.loaded) {
        loaded.close();
      }
    }
  }

  private static @Nullable String check(
      Verifier verifier, LoadedModel model, Verifier.Reference reference, PreparedArchive archive)
      throws LoupeException {
    try {
      return verifier.check(model, reference, archive.probes());
    } catch (BadInputException e) {
      // The saved archive could be run on the same windows.
      return Reasons.of(e);
    }
  }

  private static Verdict verdict(
      PreparedArchive archive, Verifier.Reference reference, ProbeLayouts layouts) {
    return new Verdict(
        archive.depth(),
        new Verification(
            archive.ifRight(),
            reference.deterministic(),
            join(archive.remark(), reference.deterministic() ? "" : RANDOM)),
        layouts);
  }

  /** Finds out about probes that have not been seen to fire; other inputs may make them. */
  void learn(Batch batch, Set<String> probes) throws LoupeException {
    State before = state();
    ProbeLayouts learned;
    try (Modules.Use use = before.modules().use(true)) {
      learned = new Verifier(evaluator, card, batch).layouts(use.model(), probes);
    }
    Verdict known = before.verdict;
    become(
        new State(
            before.loaded,
            new Verdict(known.depth(), known.verification(), known.layouts().and(learned)),
            before.checked));
  }

  /** Frees the modules, those that are in use when their users have finished. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      state.loaded.close();
    }
  }
}
