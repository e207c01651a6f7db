package org.loupe.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.loupe.model.MethodCall;
import org.loupe.model.ModelCard;
import org.loupe.model.ModelSession;
import org.loupe.model.Probe;
import org.loupe.model.Probes;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.Sink;
import org.loupe.model.Target;
import org.loupe.model.Tensor;

/**
 * A recurrent model around a {@link LinearCell}: {@code forward(x [N,T,C], timespans [N,T] or [N])
 * -> [N,T,V]}, with the probe {@code cell} [N,T,H] of a GRU's type, and the exported methods {@code
 * states} [N,T,H], {@code step(x, state, timespans) -> (output, state)} and {@code backbone} with
 * the layers {@code drive} B·x and {@code state}. Without time spans every step takes 1. Gradients
 * are those of the recurrence.
 */
public final class FakeRecurrentSession implements ModelSession {
  /** The only probe. */
  public static final Probe CELL =
      new Probe("cell", Probe.Kind.OUTPUT, "cell", "torch.nn.modules.rnn.GRU");

  private static final int DEFAULT_MICRO_BATCH = 16;

  private final Checkpoint checkpoint;
  private final LinearCell cell;
  private boolean closed;

  /**
   * A model called 'recurrent'.
   *
   * @param card with an input {@code x}, perhaps one {@code timespans}, and one regression head
   */
  public FakeRecurrentSession(ModelCard card, LinearCell cell) {
    this.checkpoint =
        new Checkpoint("recurrent", Path.of("recurrent.ts.pt"), null, "e".repeat(64), card);
    this.cell = cell;
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
  public Probes probes() {
    return new Probes(
        List.of(CELL),
        List.of(),
        new Probes.Verification(Probes.Verification.State.VERIFIED, true, ""));
  }

  @Override
  public synchronized Report evaluate(BatchSource in, Query query, Sink out, Progress progress)
      throws BadInputException {
    if (closed) {
      throw new IllegalStateException("the session is closed");
    }
    int microBatch = query.microBatch() == 0 ? DEFAULT_MICRO_BATCH : query.microBatch();
    for (int from = 0; from < in.size(); from += microBatch) {
      progress.checkCancelled();
      int to = Math.min(in.size(), from + microBatch);
      Batch batch = in.read(from, to);
      MethodCall call = query.call();
      out.accept(
          call != null && call.method().equals("step")
              ? step(batch, from, query, call)
              : sequences(batch, from, query, call));
      progress.report("evaluate", to, in.size());
    }
    return new Report(Math.min(microBatch, in.size()));
  }

  private Evaluation sequences(Batch batch, int from, Query query, MethodCall call)
      throws BadInputException {
    List<Sequence> all = new ArrayList<>();
    for (int n = 0; n < batch.size(); n++) {
      all.add(Sequence.of(cell, floats("x", batch), batch.inputs().get("timespans"), n));
    }
    FloatTensor states = tensor(all, cell.units(), Sequence::state);
    Map<String, FloatTensor> outputs = new LinkedHashMap<>();
    if (call == null) {
      String head = checkpoint.card().heads().get(0).name();
      for (String name : query.outputs()) {
        if (!name.equals(head)) {
          throw new BadInputException("The model has no output '" + name + "'.");
        }
        outputs.put(name, tensor(all, cell.values(), (one, t) -> cell.output(one.state(t))));
      }
    } else if (call.method().equals("states")) {
      outputs.put("@0", states);
    } else if (call.method().equals("backbone")) {
      outputs.put("drive", tensor(all, cell.units(), Sequence::drive));
      outputs.put("state", states);
    } else {
      throw new BadInputException("There is no method '" + call.method() + "'.");
    }
    Map<String, FloatTensor> probes = new LinkedHashMap<>();
    for (String name : query.probes()) {
      if (!name.equals(CELL.name())) {
        throw new BadInputException("There is no probe '" + name + "'.");
      }
      probes.put(name, states);
    }
    List<Evaluation.GradientValues> gradients = new ArrayList<>();
    for (Gradient wanted : query.gradients()) {
      gradients.add(gradient(wanted, batch, all));
    }
    return new Evaluation(batch, from, outputs, probes, gradients);
  }

  private Evaluation.GradientValues gradient(Gradient wanted, Batch batch, List<Sequence> all)
      throws BadInputException {
    FloatTensor input = floats(wanted.name(), batch);
    int each = input.size() / batch.size();
    float[] values = new float[input.size()];
    float[] objective = new float[batch.size()];
    for (int n = 0; n < batch.size(); n++) {
      Sequence.Backward backward = all.get(n).backward(wanted.target());
      objective[n] = (float) backward.objective();
      double[] gradient = wanted.name().equals("x") ? backward.byInput() : backward.bySpan();
      // A window's only span acts on all steps.
      for (int i = 0; i < gradient.length; i++) {
        values[n * each + i % each] += (float) gradient[i];
      }
    }
    return new Evaluation.GradientValues(new FloatTensor(input.axes(), values), objective);
  }

  private Evaluation step(Batch batch, int from, Query query, MethodCall call)
      throws BadInputException {
    if (!call.arguments().equals(List.of("x", "state", "timespans"))) {
      throw new BadInputException("Method 'step' cannot be run on " + call.arguments() + ".");
    }
    FloatTensor x = floats("x", batch);
    FloatTensor state = floats("state", batch);
    FloatTensor spans = floats("timespans", batch);
    double[][] next = new double[batch.size()][];
    double[][] output = new double[batch.size()][];
    for (int n = 0; n < batch.size(); n++) {
      next[n] = cell.next(row(state, n), row(x, n), spans.values()[n]);
      output[n] = cell.output(next[n]);
    }
    List<Evaluation.GradientValues> gradients = new ArrayList<>();
    for (Gradient wanted : query.gradients()) {
      Target target = wanted.target();
      if (!target.predictionHead().equals("@1") || !wanted.name().equals("state")) {
        throw new BadInputException("Only the next state is differentiated, by the state.");
      }
      int unit = target.classIndex();
      float[] rows = new float[state.size()];
      float[] objective = new float[batch.size()];
      for (int n = 0; n < batch.size(); n++) {
        objective[n] = (float) next[n][unit];
        for (int j = 0; j < cell.units(); j++) {
          rows[n * cell.units() + j] =
              (float) ((unit == j ? 1 : 0) + spans.values()[n] * cell.a()[unit][j]);
        }
      }
      gradients.add(new Evaluation.GradientValues(new FloatTensor(state.axes(), rows), objective));
    }
    return new Evaluation(
        batch,
        from,
        Map.of("@0", rows(output, cell.values()), "@1", rows(next, cell.units())),
        Map.of(),
        gradients);
  }

  private static double[] row(FloatTensor tensor, int n) {
    int size = tensor.shape()[1];
    double[] row = new double[size];
    for (int i = 0; i < size; i++) {
      row[i] = tensor.values()[n * size + i];
    }
    return row;
  }

  private static FloatTensor rows(double[][] rows, int size) {
    float[] values = new float[rows.length * size];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) rows[i / size][i % size];
    }
    return new FloatTensor(
        List.of(Axis.of(Dimension.WINDOW, rows.length), Axis.of(Dimension.VALUE, size)), values);
  }

  private interface Part {
    double[] of(Sequence sequence, int step);
  }

  private static FloatTensor tensor(List<Sequence> all, int size, Part part) {
    int steps = all.get(0).steps();
    float[] values = new float[all.size() * steps * size];
    int at = 0;
    for (Sequence one : all) {
      for (int t = 0; t < steps; t++) {
        for (double value : part.of(one, t)) {
          values[at++] = (float) value;
        }
      }
    }
    return new FloatTensor(
        List.of(
            Axis.of(Dimension.WINDOW, all.size()),
            Axis.of(Dimension.TIME, steps),
            Axis.of(Dimension.UNIT, size)),
        values);
  }

  private static FloatTensor floats(String name, Batch batch) throws BadInputException {
    Tensor tensor = batch.inputs().get(name);
    if (tensor instanceof FloatTensor floats) {
      return floats;
    }
    throw new BadInputException(
        "There is no floating point input '"
            + name
            + "' among "
            + Arrays.toString(batch.inputs().keySet().toArray())
            + ".");
  }

  @Override
  public synchronized void close() {
    closed = true;
  }
}
