package org.loupe.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Batch;
import org.loupe.model.BatchSource;
import org.loupe.model.Checkpoint;
import org.loupe.model.Device;
import org.loupe.model.Dimension;
import org.loupe.model.EngineInfo;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.Gradient;
import org.loupe.model.Intervention;
import org.loupe.model.ModelCard;
import org.loupe.model.ModelSession;
import org.loupe.model.Probes;
import org.loupe.model.Probes.Verification;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.Sink;
import org.loupe.model.Target;

/**
 * A model whose outputs are linear in its first explained input, so that every gradient is known in
 * closed form: with weights w [K,C] of a prediction head
 *
 * <ul>
 *   <li>at every step, logits[n,t,k] = Σ_c w[k,c]·x[n,t,c];
 *   <li>once per window, logits[n,k] = Σ_t Σ_c w[k,c]·x[n,t,c].
 * </ul>
 *
 * The gradient of a logit is therefore w[k,·] at its step, that of a log-probability w[k,·] − Σ_j
 * p_j·w[j,·], and zero at all other steps of a sequence. Other inputs have no influence.
 *
 * <p>Between the input and the heads stand two modules that leave it as it is, and can be looked
 * into: {@code embed} and {@code mix}, an attention with the weights {@code mix@attention}
 * [n,2,T,T]. Attention head 0 looks at the step itself and carries everything, attention head 1
 * looks at all steps alike and is not used.
 *
 * <p>Micro-batches, order, progress and cancellation are those of a real session.
 */
public final class FakeModelSession implements ModelSession {
  private static final int DEFAULT_MICRO_BATCH = 16;
  private static final String WEIGHT = ".weight";

  private final Checkpoint checkpoint;
  private final Map<String, float[][]> weights;
  private final String input;
  private long evaluated;
  private boolean closed;

  /**
   * A model called 'fake'.
   *
   * @param card with at least one explained input
   * @param weights [classes or values, channels] by prediction head
   */
  public FakeModelSession(ModelCard card, Map<String, float[][]> weights) {
    this(new Checkpoint("fake", Path.of("fake.ts.pt"), null, "f".repeat(64), card), weights);
  }

  /** A model of another name. */
  public FakeModelSession(Checkpoint checkpoint, Map<String, float[][]> weights) {
    this.checkpoint = checkpoint;
    this.weights = Map.copyOf(weights);
    this.input = checkpoint.card().explain().get(0);
  }

  @Override
  public Checkpoint checkpoint() {
    return checkpoint;
  }

  @Override
  public Device device() {
    return Device.CPU;
  }

  @Override
  public EngineInfo engine() {
    return new EngineInfo("fake", "1", "none");
  }

  @Override
  public synchronized Probes probes() {
    return new Probes(
        FakeInterior.PROBES,
        List.of(),
        evaluated == 0
            ? Probes.NONE.verification()
            : new Verification(Verification.State.VERIFIED, true, ""));
  }

  /** One per prediction head: {@code <head>.weight}, sorted. */
  @Override
  public List<String> parameters() {
    return weights.keySet().stream().sorted().map(head -> head + WEIGHT).toList();
  }

  @Override
  public FloatTensor parameter(String name) throws BadInputException {
    float[][] rows =
        name.endsWith(WEIGHT)
            ? weights.get(name.substring(0, name.length() - WEIGHT.length()))
            : null;
    if (rows == null) {
      throw new BadInputException("The model has no parameter '" + name + "'.");
    }
    int columns = rows.length == 0 ? 0 : rows[0].length;
    float[] values = new float[rows.length * columns];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(rows[row], 0, values, row * columns, columns);
    }
    return FloatTensor.of(
        values,
        new Axis("value_0", Dimension.VALUE, rows.length),
        new Axis("value_1", Dimension.VALUE, columns));
  }

  /** How many windows were evaluated so far, counting repetitions. */
  public synchronized long evaluated() {
    return evaluated;
  }

  /** Whether someone closed the session. */
  public synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public synchronized Report evaluate(BatchSource in, Query query, Sink out, Progress progress)
      throws BadInputException {
    if (closed) {
      throw new IllegalStateException("the session is closed");
    }
    if (query.call() != null) {
      throw new BadInputException("There is no method '" + query.call().method() + "'.");
    }
    int microBatch = query.microBatch() == 0 ? DEFAULT_MICRO_BATCH : query.microBatch();
    for (int from = 0; from < in.size(); from += microBatch) {
      progress.checkCancelled();
      int to = Math.min(in.size(), from + microBatch);
      out.accept(evaluate(in.read(from, to), from, query));
      evaluated += to - from;
      progress.report("evaluate", to, in.size());
    }
    return new Report(Math.min(microBatch, in.size()));
  }

  private Evaluation evaluate(Batch batch, int from, Query query) throws BadInputException {
    checkProbes(query);
    FakeInterior interior = new FakeInterior(tensor(input, batch), query.interventions(), from);
    Map<String, FloatTensor> outputs = new LinkedHashMap<>();
    List<String> wanted =
        query.outputs().contains(Query.EVERY_OUTPUT)
            ? weights.keySet().stream().sorted().toList()
            : query.outputs();
    for (String name : wanted) {
      outputs.put(name, model(name, interior).output());
    }
    Map<String, FloatTensor> probes = new LinkedHashMap<>();
    for (String name : query.probes()) {
      probes.put(name, interior.value(name));
    }
    List<Evaluation.GradientValues> gradients = new ArrayList<>();
    for (Gradient gradient : query.gradients()) {
      gradients.add(gradient(gradient, batch, interior));
    }
    return new Evaluation(batch, from, outputs, probes, gradients);
  }

  private static void checkProbes(Query query) throws BadInputException {
    for (Intervention intervention : query.interventions()) {
      if (FakeInterior.PROBES.stream().noneMatch(p -> p.name().equals(intervention.probe()))) {
        throw new BadInputException("There is no probe '" + intervention.probe() + "'.");
      }
    }
  }

  private Evaluation.GradientValues gradient(Gradient wanted, Batch batch, FakeInterior interior)
      throws BadInputException {
    Target target = wanted.target();
    boolean inside = !weights.containsKey(target.predictionHead());
    Evaluation.GradientValues first =
        inside
            ? interior.element(target)
            : new FakeTarget(model(target.predictionHead(), interior), target, batch).gradient();
    Map<String, FloatTensor> all =
        interior.backward(inside ? target.predictionHead() : FakeInterior.MIX, first.gradient());
    FloatTensor gradient;
    if (wanted.place() == Gradient.Place.PROBE) {
      gradient = all.get(wanted.name());
      if (gradient == null) {
        throw new BadInputException("There is no probe '" + wanted.name() + "'.");
      }
    } else if (wanted.name().equals(input)) {
      gradient = all.get("");
    } else {
      FloatTensor other = tensor(wanted.name(), batch);
      gradient = new FloatTensor(other.axes(), new float[other.size()]);
    }
    return new Evaluation.GradientValues(gradient, first.objective());
  }

  private LinearHead model(String name, FakeInterior interior) throws BadInputException {
    float @Nullable [][] matrix = weights.get(name);
    if (matrix == null) {
      throw new BadInputException("The model has no output '" + name + "'.");
    }
    return new LinearHead(checkpoint.card().head(name), matrix, interior.output());
  }

  private static FloatTensor tensor(String name, Batch batch) throws BadInputException {
    if (batch.inputs().get(name) instanceof FloatTensor tensor) {
      return tensor;
    }
    throw new BadInputException("There is no floating point input '" + name + "'.");
  }

  @Override
  public synchronized void close() {
    closed = true;
  }
}
