package org.loupe.method.cka.internal;

import java.util.List;
import org.loupe.analysis.ComparedSubjects;
import org.loupe.analysis.ComparisonAnalyzer;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.Info;
import org.loupe.analysis.ModuleOutputs;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Subject;
import org.loupe.model.LoupeException;
import org.loupe.model.Progress;
import org.osgi.service.component.annotations.Component;

/**
 * Linear centred kernel alignment between the layers of a baseline and of other checkpoints. The
 * drawn rows of two checkpoints are kept at a time, and one model is open.
 */
@Component(service = ComparisonAnalyzer.class)
public final class CkaAnalyzer implements ComparisonAnalyzer<CkaParameters, CkaResult> {
  static final String ID = "cka";

  private static final int ROWS = 2000;

  private static final Info INFO =
      new Info(
          ID,
          "Similarity of layers",
          "How alike the layers of two checkpoints are, up to a rotation and a scale of their"
              + " units: which changed in training and which did not.",
          "It compares what layers say of the same rows, not what the model makes of it: layers may"
              + " differ much and matter little.",
          "S. Kornblith, M. Norouzi, H. Lee, G. Hinton: Similarity of Neural Network"
              + " Representations Revisited, 2019; L. Song et al.: Feature Selection via Dependence"
              + " Maximization, 2012",
          "1",
          List.of());

  @Override
  public Info info() {
    return INFO;
  }

  @Override
  public Class<CkaParameters> parameterType() {
    return CkaParameters.class;
  }

  @Override
  public Class<CkaResult> resultType() {
    return CkaResult.class;
  }

  @Override
  public CkaParameters defaults(List<Subject> subjects) {
    return new CkaParameters(
        ModuleOutputs.ALL, ROWS, CkaParameters.Estimator.BIASED, Decoding.TEACHER_FORCED);
  }

  /** A checkpoint beside the baseline. */
  private record Visited(LayerMap map, int microBatch) {}

  @Override
  public CkaResult analyze(List<Subject> subjects, CkaParameters parameters, Progress progress)
      throws LoupeException {
    long started = System.nanoTime();
    ComparedSubjects.requireSeveral(subjects);
    Subject baseline = subjects.get(0);
    Resampling resampling = Resampling.of(baseline);
    LayerReader.Read before =
        LayerReader.read(baseline, parameters, ComparedSubjects.progressOf(0, subjects, progress));
    Provenance provenance =
        Provenance.of(INFO, parameters, baseline, baseline.session(), before.microBatch(), started);
    baseline.release();
    CkaInterval intervals = new CkaInterval(resampling, baseline.seed());
    ComparedSubjects<Visited> compared =
        ComparedSubjects.visit(
            subjects,
            (other, part) -> {
              LayerReader.Read after = LayerReader.read(other, parameters, part);
              // What follows needs no model, and may take longer than reading did.
              other.release();
              return new Visited(
                  LayerMap.of(
                      other.checkpoint().name(),
                      before.layers(),
                      after.layers(),
                      parameters.estimator(),
                      intervals,
                      progress),
                  after.microBatch());
            },
            progress);
    return CkaResult.of(
        compared.provenance(provenance, Visited::microBatch, started),
        parameters,
        compared.kept().stream().map(Visited::map).toList(),
        resampling,
        intervals.isPossible() ? intervals.method() : "",
        compared.cautions(baseline.checkpoint()));
  }
}
