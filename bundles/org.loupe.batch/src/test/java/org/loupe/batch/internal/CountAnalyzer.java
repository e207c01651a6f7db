package org.loupe.batch.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.loupe.analysis.Analyzer;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.Finding;
import org.loupe.analysis.FiniteSubject;
import org.loupe.analysis.Info;
import org.loupe.analysis.Parameter;
import org.loupe.analysis.ParameterSchema;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Result;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Subject;
import org.loupe.analysis.Table;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelException;
import org.loupe.model.ModelSession;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.Tensor;

/** Counts windows without gaps; can be told to fail. */
final class CountAnalyzer implements Analyzer<CountAnalyzer.Settings, CountAnalyzer.Counted> {
  enum Failure {
    NONE,
    ENGINE,
    MISTAKE
  }

  record Settings(
      @Parameter(label = "Times", help = "How often to count.", min = 1, max = 9) int times,
      @Parameter(label = "Failure", help = "How to fail.") Failure failure) {}

  record Counted(Provenance provenance, double value) implements Result {
    @Override
    public Map<String, Tensor> arrays() {
      return Map.of();
    }

    @Override
    public List<Scalar> scalars() {
      return List.of(
          new Scalar("count", "Windows", value, null),
          new Scalar("nothing", "Not a number", Double.NaN, null));
    }

    @Override
    public List<Table> tables() {
      return List.of();
    }

    @Override
    public List<Finding> findings() {
      return List.of(
          new Finding("count", "Counted " + (int) value + ".", List.of(value), "always", "count"));
    }
  }

  private final Info.Need need;

  CountAnalyzer(Info.Need need) {
    this.need = need;
  }

  @Override
  public Info info() {
    return new Info(
            "count",
            "Count",
            "How many windows there are.",
            "Nothing else.",
            "none",
            "1",
            List.of(need))
        .in(Info.NCP);
  }

  @Override
  public Class<Settings> parameterType() {
    return Settings.class;
  }

  @Override
  public Class<Counted> resultType() {
    return Counted.class;
  }

  @Override
  public Settings defaults(Subject subject) {
    return new Settings(1, Failure.NONE);
  }

  @Override
  public Counted analyze(Subject chosen, Settings settings, Progress progress)
      throws LoupeException {
    if (settings.failure() == Failure.ENGINE) {
      throw new ModelException("The engine has gone.");
    } else if (settings.failure() == Failure.MISTAKE) {
      throw new IllegalStateException("a mistake");
    }
    Subject subject = FiniteSubject.of(chosen, progress);
    double[] count = {0};
    ModelSession session = subject.session();
    session.evaluate(
        subject.inputs(Decoding.TEACHER_FORCED, List.of()),
        Query.outputs("type").withMicroBatch(10),
        evaluation -> count[0] += evaluation.batch().size(),
        progress);
    return new Counted(
        new Provenance(
            "count",
            "1",
            ParameterSchema.toMap(settings),
            subject.seed(),
            subject.checkpoint().name(),
            subject.checkpoint().sha256(),
            subject.windows().dataset().name(),
            subject.windows().dataset().sha256(),
            subject.windows().numbers(),
            session.device().key(),
            session.engine(),
            10,
            Duration.ZERO),
        count[0] * settings.times());
  }
}
