package org.loupe.method.embeddings.internal;

import java.util.List;
import org.loupe.analysis.ComparedSubjects;
import org.loupe.analysis.ComparisonAnalyzer;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.Info;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Subject;
import org.loupe.analysis.ValidSteps;
import org.loupe.model.BadInputException;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Progress;
import org.osgi.service.component.annotations.Component;

/**
 * Lays the embeddings of other checkpoints onto a baseline's by orthogonal Procrustes analysis, and
 * says how far windows moved. In this bundle because it is made of embeddings, of the same
 * representations, rows and principal components. One model is open at a time.
 */
@Component(service = ComparisonAnalyzer.class)
public final class AlignmentAnalyzer
    implements ComparisonAnalyzer<AlignmentParameters, AlignmentResult> {
  static final String ID = "alignment";

  /** Of fewer windows any arrangement can be laid onto any other. */
  static final int LEAST = 3;

  private static final int DIMENSIONS = 50;

  private static final Info INFO =
      new Info(
          ID,
          "Aligned embeddings",
          "How far windows moved inside the model from one checkpoint to the other, once a rotation"
              + " has laid the embedding of one onto that of the other.",
          "What a rotation can undo counts as no change, and a window that moved need not be"
              + " predicted differently. Distances are in the dimensions that are aligned; a plane"
              + " shows part of them.",
          "P. Schönemann: A Generalized Solution of the Orthogonal Procrustes Problem, 1966; chance"
              + " level: D. Jackson: PROTEST, a Procrustean Randomization Test, 1995",
          "1",
          List.of());

  @Override
  public Info info() {
    return INFO;
  }

  @Override
  public Class<AlignmentParameters> parameterType() {
    return AlignmentParameters.class;
  }

  @Override
  public Class<AlignmentResult> resultType() {
    return AlignmentResult.class;
  }

  @Override
  public AlignmentParameters defaults(List<Subject> subjects) {
    return new AlignmentParameters(
        EmbeddingsParameters.HIDDEN, Reduce.MEAN, DIMENSIONS, true, Decoding.TEACHER_FORCED);
  }

  /** The rows of a checkpoint. */
  private record Read(Rows rows, int microBatch) {}

  /** A checkpoint beside the baseline. */
  private record Visited(Alignment alignment, int microBatch) {}

  @Override
  public AlignmentResult analyze(
      List<Subject> subjects, AlignmentParameters parameters, Progress progress)
      throws LoupeException {
    long started = System.nanoTime();
    ComparedSubjects.requireSeveral(subjects);
    Subject baseline = subjects.get(0);
    int windows = baseline.windows().size();
    if (windows < LEAST) {
      throw new BadInputException(
          "There "
              + (windows == 1 ? "is 1 window" : "are " + windows + " windows")
              + ", which any rotation lays onto each other; choose at least "
              + LEAST
              + ", better many more than the "
              + parameters.dimensions()
              + " dimensions.");
    }
    Resampling resampling = Resampling.of(baseline);
    List<LabelColumn> labels = LabelColumn.of(baseline);
    Read before = read(baseline, parameters, ComparedSubjects.progressOf(0, subjects, progress));
    Provenance provenance =
        Provenance.of(INFO, parameters, baseline, baseline.session(), before.microBatch(), started);
    baseline.release();
    ComparedSubjects<Visited> compared =
        ComparedSubjects.visit(
            subjects,
            (other, part) -> {
              Read after = read(other, parameters, part);
              // What follows needs no model.
              other.release();
              return new Visited(
                  Alignment.of(
                      other.checkpoint().name(),
                      before.rows(),
                      after.rows(),
                      parameters,
                      resampling,
                      baseline.seed(),
                      part),
                  after.microBatch());
            },
            progress);
    return AlignmentResult.of(
        compared.provenance(provenance, Visited::microBatch, started),
        parameters,
        compared.kept().stream().map(Visited::alignment).toList(),
        labels,
        resampling,
        compared.cautions(baseline.checkpoint()));
  }

  private static Read read(Subject subject, AlignmentParameters parameters, Progress progress)
      throws LoupeException {
    Source source = Source.of(parameters.representation(), subject);
    Rows rows =
        new Rows(
            source.name(),
            parameters.reduce(),
            source.axes(),
            subject.windows().size(),
            ValidSteps.of(subject));
    ModelSession.Report report =
        subject.forward(
            parameters.decoding(),
            List.of(),
            source.query(null),
            evaluation -> source.add(evaluation, rows),
            progress.named(ID));
    // What cannot be read is said of the checkpoint that it is of.
    rows.values();
    return new Read(rows, report.microBatch());
  }
}
