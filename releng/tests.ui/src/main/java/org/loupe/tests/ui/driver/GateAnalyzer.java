package org.loupe.tests.ui.driver;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.loupe.analysis.Analyzer;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Info;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Result;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Subject;
import org.loupe.analysis.Table;
import org.loupe.model.LoupeException;
import org.loupe.model.Progress;
import org.loupe.model.Tensor;

/** Lets few windows pass at once, as many as one would try it on, and many when the gate opens. */
final class GateAnalyzer implements Analyzer<GateAnalyzer.Nothing, GateAnalyzer.Passed> {
  static final String ID = "gate";

  private static final int FEW = 100;
  private static final long PAUSE_MS = 10;

  private final Gate gate;

  GateAnalyzer(Gate gate) {
    this.gate = gate;
  }

  /** There is nothing to choose. */
  record Nothing() {}

  /** That it came through. */
  record Passed(Provenance provenance) implements Result {
    @Override
    public Map<String, Tensor> arrays() {
      return Map.of();
    }

    @Override
    public List<Scalar> scalars() {
      return List.of();
    }

    @Override
    public List<Table> tables() {
      return List.of();
    }

    @Override
    public List<Finding> findings() {
      return List.of();
    }
  }

  @Override
  public Info info() {
    return new Info(ID, "Gate", "Whether windows came through.", "", "", "1", List.of());
  }

  @Override
  public Class<Nothing> parameterType() {
    return Nothing.class;
  }

  @Override
  public Class<Passed> resultType() {
    return Passed.class;
  }

  @Override
  public Nothing defaults(Subject subject) {
    return new Nothing();
  }

  @Override
  public Passed analyze(Subject subject, Nothing parameters, Progress progress)
      throws LoupeException {
    long started = System.nanoTime();
    while (subject.windows().size() > FEW && !gate.isOpen()) {
      progress.checkCancelled();
      pause();
    }
    return new Passed(Provenance.of(info(), parameters, subject, subject.session(), 1, started));
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException();
    }
  }
}
