package org.loupe.batch.internal;

import java.util.List;
import java.util.Map;
import org.loupe.analysis.ComparedSubjects;
import org.loupe.analysis.ComparisonAnalyzer;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Info;
import org.loupe.analysis.Parameter;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Result;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Subject;
import org.loupe.analysis.Table;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Progress;
import org.loupe.model.Tensor;

/** Opens checkpoints one after the other and says their names. */
final class DifferenceAnalyzer
    implements ComparisonAnalyzer<DifferenceAnalyzer.Settings, DifferenceAnalyzer.Names> {
  record Settings(@Parameter(label = "Loud", help = "Whether to shout.") boolean loud) {}

  record Names(Provenance provenance, List<Finding> findings) implements Result {
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
  }

  @Override
  public Info info() {
    return new Info(
        "difference",
        "Difference",
        "What differs.",
        "Nothing else.",
        "none",
        "1",
        List.of(Info.Need.EXPLAINED_INPUT));
  }

  @Override
  public Class<Settings> parameterType() {
    return Settings.class;
  }

  @Override
  public Class<Names> resultType() {
    return Names.class;
  }

  @Override
  public Settings defaults(List<Subject> subjects) {
    return new Settings(false);
  }

  @Override
  public Names analyze(List<Subject> subjects, Settings settings, Progress progress)
      throws LoupeException {
    long started = System.nanoTime();
    ModelSession session = subjects.get(0).session();
    Provenance provenance = Provenance.of(info(), settings, subjects.get(0), session, 1, started);
    ComparedSubjects<String> compared =
        ComparedSubjects.visit(
            subjects, (subject, part) -> subject.session().checkpoint().name(), progress);
    return new Names(provenance.comparedWith(compared.others(), 1, started), compared.missing());
  }
}
