package org.loupe.project.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.model.BadInputException;
import org.loupe.model.Batch;
import org.loupe.model.BatchSource;
import org.loupe.model.Checkpoint;
import org.loupe.model.Device;
import org.loupe.model.EngineInfo;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.ModelRuntime;
import org.loupe.model.ModelSession;
import org.loupe.model.Probes;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.SessionOptions;
import org.loupe.model.Sink;

/** A model whose outputs are computed in Java, whatever the file says. */
public final class ScriptedModel implements ModelRuntime {
  /** What forward does. */
  @FunctionalInterface
  public interface Forward {
    /** All outputs of some windows by name. */
    Map<String, FloatTensor> run(Batch batch) throws BadInputException;
  }

  private final Forward forward;

  /** A model of one forward. */
  public ScriptedModel(Forward forward) {
    this.forward = forward;
  }

  /** Subjects that run this model. */
  public CheckpointSubjects subjects() {
    CheckpointSubjects subjects = new CheckpointSubjects();
    subjects.bindRuntime(this);
    return subjects;
  }

  @Override
  public List<Device> devices() {
    return List.of(Device.CPU);
  }

  @Override
  public ModelSession open(Checkpoint checkpoint, SessionOptions options) {
    return new Session(checkpoint);
  }

  private final class Session implements ModelSession {
    private final Checkpoint checkpoint;

    Session(Checkpoint checkpoint) {
      this.checkpoint = checkpoint;
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
      return new EngineInfo("scripted", "1", "none");
    }

    @Override
    public Probes probes() {
      return Probes.NONE;
    }

    @Override
    public Report evaluate(BatchSource in, Query query, Sink out, Progress progress)
        throws BadInputException {
      int size = query.microBatch() == 0 ? 2 : query.microBatch();
      for (int from = 0; from < in.size(); from += size) {
        progress.checkCancelled();
        Batch batch = in.read(from, Math.min(in.size(), from + size));
        Map<String, FloatTensor> given = forward.run(batch);
        Map<String, FloatTensor> outputs = new LinkedHashMap<>(given);
        if (!query.outputs().contains(Query.EVERY_OUTPUT)) {
          outputs.keySet().retainAll(query.outputs());
        }
        out.accept(new Evaluation(batch, from, outputs, Map.of(), List.of()));
      }
      return new Report(size);
    }

    @Override
    public void close() {
      // holds nothing
    }
  }
}
