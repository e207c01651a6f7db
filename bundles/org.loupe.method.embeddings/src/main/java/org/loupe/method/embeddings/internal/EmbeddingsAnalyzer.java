package org.loupe.method.embeddings.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Analyzer;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.HeadPredictions;
import org.loupe.analysis.Info;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Subject;
import org.loupe.analysis.ValidSteps;
import org.loupe.model.BadInputException;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.ModelSession;
import org.loupe.model.PredictionHead;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.osgi.service.component.annotations.Component;

/** How windows lie to each other inside a model: one row per window, projected to the plane. */
@Component(service = Analyzer.class)
public final class EmbeddingsAnalyzer implements Analyzer<EmbeddingsParameters, EmbeddingsResult> {
  static final String ID = "embeddings";

  /** Windows that are projected at most; of more, a sample is drawn. */
  static final int MOST = 5000;

  private static final int COMPONENTS = 10;

  /** Standard deviation that t-SNE begins with, as scikit-learn's does. */
  private static final double SMALL = 1e-4;

  private static final Info INFO =
      new Info(
          ID,
          "Embeddings",
          "Which windows are alike to the model, drawn as points in the plane, and how well that tells labels apart.",
          "A plane shows part of many dimensions; that windows are alike to the model does not say why.",
          "K. Pearson, 1901 (PCA); L. van der Maaten, G. Hinton: Visualizing Data using t-SNE, 2008; L. McInnes, J. Healy, J. Melville: UMAP, 2018",
          "1",
          List.of());

  @Override
  public Info info() {
    return INFO;
  }

  @Override
  public Class<EmbeddingsParameters> parameterType() {
    return EmbeddingsParameters.class;
  }

  @Override
  public Class<EmbeddingsResult> resultType() {
    return EmbeddingsResult.class;
  }

  @Override
  public EmbeddingsParameters defaults(Subject subject) {
    List<PredictionHead> heads =
        subject.card().heads().stream()
            .filter(head -> head.kind() == PredictionHead.Kind.CATEGORICAL)
            .toList();
    // A head that says one thing per window colours windows best.
    String head =
        heads.stream()
            .filter(candidate -> !candidate.isSequence())
            .findFirst()
            .or(() -> heads.stream().findFirst())
            .map(PredictionHead::name)
            .orElse("");
    return new EmbeddingsParameters(
        EmbeddingsParameters.HIDDEN,
        Reduce.MEAN,
        Projection.PCA,
        30,
        head,
        Decoding.TEACHER_FORCED);
  }

  @Override
  public int leastWindows() {
    return 3;
  }

  @Override
  public EmbeddingsResult analyze(
      Subject subject, EmbeddingsParameters parameters, Progress progress) throws LoupeException {
    long started = System.nanoTime();
    int windows = subject.windows().size();
    if (windows < leastWindows()) {
      throw new BadInputException(
          "There "
              + (windows == 1 ? "is 1 window" : "are " + windows + " windows")
              + ", but a projection shows how windows lie to each other; choose at least "
              + leastWindows()
              + ".");
    }
    Source source = Source.of(parameters.representation(), subject);
    HeadPredictions said = predictions(parameters, subject.card(), windows);
    Resampling resampling = Resampling.of(subject);
    List<LabelColumn> labels = LabelColumn.of(subject);
    Rows rows =
        new Rows(
            source.name(), parameters.reduce(), source.axes(), windows, ValidSteps.of(subject));
    ModelSession session = subject.session();
    // Opening the model is no measure of how long the windows take.
    progress.named(ID).report(ID, 0, windows);
    List<String> targets =
        said != null && HeadPredictions.hasTruth(said.head(), subject)
            ? List.of(said.head().name())
            : List.of();
    ModelSession.Report report =
        subject.forward(
            parameters.decoding(),
            targets,
            source.query(said == null ? null : said.head().name()),
            evaluation -> {
              source.add(evaluation, rows);
              if (said != null && !source.isApart()) {
                said.add(evaluation);
              }
            },
            progress.named(ID));
    if (said != null && source.isApart()) {
      subject.forward(
          parameters.decoding(),
          targets,
          Query.outputs(said.head().name()),
          said::add,
          progress.named(ID));
    }
    float[] embedding = rows.values();
    int[] places = sample(rows.finite(), subject.seed());
    Projected projected =
        project(source.name(), rows.rows(places), parameters, subject.seed(), progress);
    Resampling some = resampling.subset(places);
    Quality quality =
        Quality.of(
            projected.rows(),
            projected.points(),
            parameters.projection().title(),
            labels.stream().map(label -> subset(label, places)).toList(),
            some,
            subject.seed(),
            progress.named("quality"));
    Provenance provenance =
        Provenance.of(INFO, parameters, subject, session, report.microBatch(), started);
    return EmbeddingsResult.of(
        provenance,
        parameters,
        new EmbeddingsResult.Points(
            embedding, rows.units(), rows.finite().length, places, projected.points(), some),
        projected.pca(),
        quality,
        labels,
        said == null ? null : HeadColors.of(said, subject));
  }

  private record Projected(double[][] rows, double[][] points, Pca pca) {}

  private static Projected project(
      String source, double[][] rows, EmbeddingsParameters parameters, long seed, Progress progress)
      throws BadInputException {
    if (rows.length < 3) {
      throw new BadInputException(
          "'"
              + source
              + "' is NaN or infinite in all windows but "
              + rows.length
              + ", and at least 3 are needed; choose other windows.");
    }
    if (parameters.projection() == Projection.TSNE && parameters.perplexity() >= rows.length) {
      throw new BadInputException(
          "A perplexity of "
              + parameters.perplexity()
              + " needs more windows than that, but there are "
              + rows.length
              + "; choose a smaller perplexity, "
              + Math.max(2, rows.length / 4)
              + " for example, or more windows.");
    }
    Pca pca = Pca.of(rows, COMPONENTS, progress.named("PCA"));
    if (pca.shares().length == 0) {
      throw new BadInputException(
          "'"
              + source
              + "' is the same in all "
              + rows.length
              + " windows, so there is nothing to project; choose another representation.");
    }
    double[][] plane = plane(pca);
    double[][] points =
        switch (parameters.projection()) {
          case PCA -> plane;
          case TSNE -> Tsne.project(rows, start(plane, seed), parameters.perplexity(), progress);
          case UMAP -> Umap.project(rows, start(plane, seed), seed, progress);
        };
    return new Projected(rows, points, pca);
  }

  /** The first two components, the second zero where there is one only. */
  private static double[][] plane(Pca pca) {
    double[][] plane = new double[pca.scores().length][2];
    for (int i = 0; i < plane.length; i++) {
      for (int k = 0; k < Math.min(2, pca.shares().length); k++) {
        plane[i][k] = pca.scores()[i][k];
      }
    }
    return plane;
  }

  /** The plane made small, and shaken a little by the seed so that equal rows can part. */
  private static double[][] start(double[][] plane, long seed) {
    double deviation =
        Math.sqrt(Arrays.stream(plane).mapToDouble(p -> p[0] * p[0]).average().orElse(1));
    SplittableRandom random = new SplittableRandom(seed);
    double[][] start = new double[plane.length][2];
    for (int i = 0; i < plane.length; i++) {
      for (int k = 0; k < 2; k++) {
        double shake = 0.01 * (random.nextDouble() - 0.5);
        start[i][k] = SMALL * (plane[i][k] / deviation + shake);
      }
    }
    return start;
  }

  /** At most {@value #MOST} of the places, ascending. */
  static int[] sample(int[] places, long seed) {
    if (places.length <= MOST) {
      return places;
    }
    int[] drawn = places.clone();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < MOST; i++) {
      int j = i + random.nextInt(drawn.length - i);
      int swapped = drawn[i];
      drawn[i] = drawn[j];
      drawn[j] = swapped;
    }
    int[] sample = Arrays.copyOf(drawn, MOST);
    Arrays.sort(sample);
    return sample;
  }

  private static LabelColumn subset(LabelColumn label, int[] places) {
    return new LabelColumn(
        label.name(),
        IntStream.of(places).map(place -> label.category()[place]).toArray(),
        label.names());
  }

  private static @Nullable HeadPredictions predictions(
      EmbeddingsParameters parameters, ModelCard card, int windows) throws BadInputException {
    if (parameters.predictionHead().isEmpty()) {
      return null;
    }
    List<PredictionHead> categorical = new ArrayList<>();
    for (PredictionHead head : card.heads()) {
      if (head.kind() == PredictionHead.Kind.CATEGORICAL) {
        categorical.add(head);
      }
    }
    return categorical.stream()
        .filter(head -> head.name().equals(parameters.predictionHead()))
        .findFirst()
        .map(head -> new HeadPredictions(head, windows))
        .orElseThrow(
            () ->
                new BadInputException(
                    "There is no categorical prediction head '"
                        + parameters.predictionHead()
                        + "' to colour windows by; the card has "
                        + categorical.stream().map(PredictionHead::name).toList()
                        + "."));
  }
}
