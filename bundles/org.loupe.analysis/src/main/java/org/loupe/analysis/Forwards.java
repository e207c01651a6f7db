package org.loupe.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BatchSource;
import org.loupe.model.Checkpoint;
import org.loupe.model.Device;
import org.loupe.model.EngineInfo;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.ModelSession;
import org.loupe.model.PredictionHead;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.Sink;
import org.loupe.model.TensorSource;

/**
 * Plain forwards over chosen windows, kept under a bound of bytes, so that methods that look at the
 * same outputs do not compute them once each. The one unused longest goes first; what does not fit
 * at all is computed every time.
 *
 * <p>Whoever asks for prediction heads or for the card's hidden output gets them from one and the
 * same forward of all of these, so that the numbers never depend on who asked first. Other outputs,
 * and probes, are kept for the same query only. The micro-batches are those of the evaluation, to
 * the last bit.
 *
 * <p>Thread-safe.
 */
public final class Forwards {
  /** Keeps nothing. */
  public static final Forwards NONE = new Forwards(0);

  private final long limit;
  private final Map<Key, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;
  private long replays;

  /** Keeps outputs of at most that many bytes. */
  public Forwards(long limit) {
    this.limit = limit;
  }

  private record Key(
      Checkpoint checkpoint,
      String dataset,
      List<Integer> windows,
      Decoding decoding,
      Device device,
      EngineInfo engine,
      Query query) {}

  private record Part(
      int from, int to, Map<String, FloatTensor> outputs, Map<String, FloatTensor> probes) {}

  private record Kept(List<Part> parts, long bytes, ModelSession.Report report) {}

  /** How often no model had to run. */
  public synchronized long replays() {
    return replays;
  }

  /**
   * Evaluates the subject's windows as they are, or gives what is kept of an earlier evaluation.
   *
   * @param targets names of the prediction heads whose true values are wanted
   * @param query outputs and probes; with anything else, or a fixed micro-batch, it is evaluated
   *     every time
   * @param out receives the same as from {@link ModelSession#evaluate}
   * @throws LoupeException as {@link Subject#inputs} and {@link ModelSession#evaluate} do
   */
  public ModelSession.Report evaluate(
      Subject subject,
      Decoding decoding,
      Collection<String> targets,
      Query query,
      Sink out,
      Progress progress)
      throws LoupeException {
    ModelSession session = subject.session();
    BatchSource in = subject.inputs(decoding, targets);
    boolean plain =
        query.gradients().isEmpty()
            && query.interventions().isEmpty()
            && query.microBatch() == 0
            && !query.outputs().contains(Query.EVERY_OUTPUT);
    if (limit == 0 || !plain) {
      return session.evaluate(in, query, out, progress);
    }
    Query whole = whole(subject.card(), query);
    Key key =
        new Key(
            subject.checkpoint(),
            subject.windows().dataset().sha256(),
            Arrays.stream(subject.windows().numbers()).boxed().toList(),
            decoding,
            session.device(),
            session.engine(),
            whole);
    Kept found = find(key);
    if (found != null) {
      replay(found, in, query, out, progress);
      return found.report();
    }
    Keeping keeping = new Keeping(query, out);
    ModelSession.Report report = session.evaluate(in, whole, keeping, progress);
    keep(key, new Kept(keeping.parts, keeping.size, report));
    return report;
  }

  /** All prediction heads and the hidden output where no more than these is asked for. */
  private static Query whole(ModelCard card, Query query) {
    List<String> usual =
        new ArrayList<>(card.heads().stream().map(PredictionHead::name).distinct().toList());
    TensorSource hidden = card.hidden();
    if (hidden != null && hidden.output() != null && !usual.contains(hidden.output())) {
      usual.add(hidden.output());
    }
    return query.probes().isEmpty() && usual.containsAll(query.outputs())
        ? query.withOutputs(usual.toArray(new String[0]))
        : query;
  }

  private synchronized @Nullable Kept find(Key key) {
    Kept found = kept.get(key);
    replays += found == null ? 0 : 1;
    return found;
  }

  private synchronized void keep(Key key, Kept whole) {
    if (whole.bytes() > limit) {
      return;
    }
    Kept replaced = kept.put(key, whole);
    bytes += whole.bytes() - (replaced == null ? 0 : replaced.bytes());
    Iterator<Kept> oldest = kept.values().iterator();
    while (bytes > limit) {
      bytes -= oldest.next().bytes();
      oldest.remove();
    }
  }

  private static void replay(Kept whole, BatchSource in, Query query, Sink out, Progress progress)
      throws LoupeException {
    for (Part part : whole.parts()) {
      progress.checkCancelled();
      out.accept(
          new Evaluation(
              in.read(part.from(), part.to()),
              part.from(),
              pick(part.outputs(), query.outputs()),
              pick(part.probes(), query.probes()),
              List.of()));
      progress.report("evaluate", part.to(), in.size());
    }
  }

  private static Map<String, FloatTensor> pick(Map<String, FloatTensor> all, List<String> names) {
    Map<String, FloatTensor> picked = new LinkedHashMap<>();
    names.forEach(name -> picked.put(name, all.get(name)));
    return picked;
  }

  /** Hands on what was asked for and keeps everything, as long as it fits. */
  private final class Keeping implements Sink {
    private final Query query;
    private final Sink out;
    private final List<Part> parts = new ArrayList<>();
    private long size;

    Keeping(Query query, Sink out) {
      this.query = query;
      this.out = out;
    }

    @Override
    public void accept(Evaluation evaluation) {
      size += bytes(evaluation.outputs()) + bytes(evaluation.probes());
      if (size > limit) {
        parts.clear();
      } else {
        int from = evaluation.from();
        parts.add(
            new Part(
                from, from + evaluation.batch().size(), evaluation.outputs(), evaluation.probes()));
      }
      out.accept(
          new Evaluation(
              evaluation.batch(),
              evaluation.from(),
              pick(evaluation.outputs(), query.outputs()),
              pick(evaluation.probes(), query.probes()),
              List.of()));
    }

    private static long bytes(Map<String, FloatTensor> tensors) {
      return tensors.values().stream().mapToLong(tensor -> 4L * tensor.size()).sum();
    }
  }
}
