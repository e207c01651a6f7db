package org.loupe.method.drift.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.loupe.analysis.ComparedSubjects;
import org.loupe.analysis.ComparisonAnalyzer;
import org.loupe.analysis.Info;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Subject;
import org.loupe.model.BadInputException;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Progress;
import org.osgi.service.component.annotations.Component;

/**
 * How far every parameter moved from a baseline to other checkpoints. Two models are open at a
 * time, and one parameter of each is copied out of them.
 */
@Component(service = ComparisonAnalyzer.class)
public final class DriftAnalyzer implements ComparisonAnalyzer<DriftParameters, DriftResult> {
  static final String ID = "drift";

  private static final Info INFO =
      new Info(
          ID,
          "Drift of parameters",
          "How far each parameter moved from the baseline, beside its own size: which parts"
              + " training changed and which it left.",
          "It looks at parameters, not at what the model says: a large change may do nothing, and a"
              + " small one much.",
          "B. Neyshabur, H. Sedghi, C. Zhang: What is being transferred in transfer learning?,"
              + " 2020",
          "1",
          List.of());

  @Override
  public Info info() {
    return INFO;
  }

  @Override
  public Class<DriftParameters> parameterType() {
    return DriftParameters.class;
  }

  @Override
  public Class<DriftResult> resultType() {
    return DriftResult.class;
  }

  @Override
  public DriftParameters defaults(List<Subject> subjects) {
    return new DriftParameters();
  }

  @Override
  public DriftResult analyze(List<Subject> subjects, DriftParameters parameters, Progress progress)
      throws LoupeException {
    long started = System.nanoTime();
    ComparedSubjects.requireSeveral(subjects);
    Subject baseline = subjects.get(0);
    ModelSession before = baseline.session();
    List<String> names = before.parameters();
    if (names.isEmpty()) {
      throw new BadInputException(
          "'"
              + baseline.checkpoint().name()
              + "' has no parameters that can be read: a frozen archive keeps its weights as"
              + " constants; use one that was not frozen.");
    }
    Provenance provenance = Provenance.of(INFO, parameters, baseline, before, 0, started);
    ComparedSubjects<Pair> compared =
        ComparedSubjects.visit(
            subjects,
            (other, part) ->
                pair(baseline, names, before, other.checkpoint().name(), other.session(), part),
            progress);
    return DriftResult.of(
        provenance.comparedWith(compared.others(), 0, started),
        parameters,
        compared.kept(),
        compared.missing());
  }

  private static Pair pair(
      Subject baseline,
      List<String> names,
      ModelSession before,
      String checkpoint,
      ModelSession after,
      Progress progress)
      throws LoupeException {
    Set<String> there = new HashSet<>(after.parameters());
    List<Moved> moved = new ArrayList<>();
    List<String> lacking = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      progress.checkCancelled();
      String name = names.get(i);
      FloatTensor one = before.parameter(name);
      FloatTensor other = there.contains(name) ? after.parameter(name) : null;
      if (other == null || !Arrays.equals(one.shape(), other.shape())) {
        lacking.add(name);
      } else {
        moved.add(Moved.of(name, one, other));
      }
      progress.report(ID, i + 1, names.size());
    }
    if (moved.isEmpty()) {
      throw new BadInputException(
          "No parameter of '"
              + checkpoint
              + "' has the name and the shape of one of '"
              + baseline.checkpoint().name()
              + "'; compare checkpoints of one architecture.");
    }
    return new Pair(checkpoint, moved, lacking);
  }
}
