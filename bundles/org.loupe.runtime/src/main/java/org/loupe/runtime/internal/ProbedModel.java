package org.loupe.runtime.internal;

import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.loupe.checkpoint.ProbeWriter.Depth;
import org.loupe.model.BadInputException;
import org.loupe.model.Batch;
import org.loupe.model.Checkpoint;
import org.loupe.model.Device;
import org.loupe.model.EngineInfo;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.ModelException;

/**
 * A checkpoint's module, the probes it has, and what real windows have shown about them.
 *
 * <p>What computes belongs on {@link EngineThreads}; the rest may be called by any thread.
 */
final class ProbedModel implements AutoCloseable {

  private final ModelCard card;
  private final List<long[]> parameterShapes;
  private final ModelLoader loader;
  private final VerdictFile verdicts;
  private final Evaluator evaluator;
  private ModelState state;
  private boolean closed;

  private ProbedModel(
      ModelCard card,
      List<long[]> parameterShapes,
      ModelLoader loader,
      VerdictFile verdicts,
      Evaluator evaluator,
      ModelState state) {
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
        new ModelState(loaded, still ? known : Verdict.notYet(loaded.archive(), ""), still));
  }

  /** Shapes of the parameters, in the module's order. */
  List<long[]> parameterShapes() {
    return parameterShapes;
  }

  /** What is run and known at this moment. */
  synchronized ModelState state() {
    return state;
  }

  /** Changes what is run, unless someone else has: work that was given up may end late. */
  private synchronized void become(ModelState before, ModelState next) {
    if (state != before) {
      if (next.loaded() != before.loaded()) {
        next.loaded().close();
      }
      return;
    }
    state = next;
    if (next.loaded() != before.loaded()) {
      (closed ? next : before).loaded().close();
    }
  }

  /**
   * Checks on a few windows whether probes change what the model computes, and goes on with less of
   * them if they do. What was found is kept beside the archive.
   *
   * @throws BadInputException if the model cannot be run on these windows
   */
  void verify(Batch batch) throws LoupeException {
    ModelState before = state();
    ModelState after =
        new Verification(loader, new Verifier(evaluator, card, batch)).of(before.loaded());
    if (after.isVerified()) {
      verdicts.write(after.verdict());
    }
    become(before, after);
  }

  /** Finds out about probes that have not been seen to fire; other inputs may make them. */
  void learn(Batch batch, Set<String> probes) throws LoupeException {
    ModelState before = state();
    ProbeLayouts learned;
    try (Modules.Use use = before.modules().use(true)) {
      learned = new Verifier(evaluator, card, batch).layouts(use.model(), probes);
    }
    Verdict known = before.verdict();
    become(
        before,
        new ModelState(
            before.loaded(),
            new Verdict(known.depth(), known.verification(), known.layouts().and(learned)),
            before.checked()));
  }

  /** Frees the modules, those that are in use when their users have finished. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      state.loaded().close();
    }
  }
}
