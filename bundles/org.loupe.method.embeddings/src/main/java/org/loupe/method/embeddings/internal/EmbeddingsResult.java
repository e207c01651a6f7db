package org.loupe.method.embeddings.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Result;
import org.loupe.analysis.Samples;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;
import org.loupe.model.Axis;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.Tensor;

/**
 * Windows as points.
 *
 * @param provenance how the numbers came about
 * @param parameters what was asked for
 * @param points the rows and where they lie
 * @param pca principal components of the projected rows
 * @param quality how well they tell labels apart
 * @param labels of all windows
 * @param head what a prediction head said of all windows, or null
 * @param scalars single numbers
 * @param tables tables
 * @param findings what is worth saying
 */
record EmbeddingsResult(
    Provenance provenance,
    EmbeddingsParameters parameters,
    Points points,
    Pca pca,
    Quality quality,
    List<LabelColumn> labels,
    @Nullable HeadColors head,
    List<Scalar> scalars,
    List<Table> tables,
    List<Finding> findings)
    implements Result {

  /**
   * The rows and where they lie.
   *
   * @param embedding row-major [N,D], all windows
   * @param units D
   * @param finite windows whose rows are finite
   * @param places of the windows that were projected
   * @param projected [places][2]
   * @param resampling what the projected windows belong to
   */
  record Points(
      float[] embedding,
      int units,
      int finite,
      int[] places,
      double[][] projected,
      Resampling resampling) {
    int windows() {
      return embedding.length / units;
    }

    /** Says of what numbers are: '586 windows, 15 recordings'. */
    String describe() {
      return resampling.describeWindows();
    }
  }

  static EmbeddingsResult of(
      Provenance provenance,
      EmbeddingsParameters parameters,
      Points points,
      Pca pca,
      Quality quality,
      List<LabelColumn> labels,
      @Nullable HeadColors head) {
    List<Scalar> scalars = new ArrayList<>();
    scalars.add(
        new Scalar(
            "trustworthiness",
            "Trustworthiness of the projection",
            quality.trustworthiness(),
            null));
    for (int k = 0; k < Math.min(2, pca.shares().length); k++) {
      scalars.add(
          new Scalar(
              "explained_variance_" + (k + 1),
              "Share of the variance along component " + (k + 1),
              pca.shares()[k],
              null));
    }
    return new EmbeddingsResult(
        provenance,
        parameters,
        points,
        pca,
        quality,
        labels,
        head,
        List.copyOf(scalars),
        List.of(table(quality)),
        new EmbeddingsFindings(parameters, points, pca, quality).all());
  }

  /** None: all of these numbers are of the cloud of all windows, not means over windows. */
  @Override
  public Samples samples() {
    String reason = "it is of the cloud of all windows together";
    return Samples.NONE.without(
        Map.of(
            "trustworthiness", reason,
            "explained_variance_1", reason,
            "explained_variance_2", reason));
  }

  /**
   * The rows [N,D]; the points [N,2], NaN where a window was not projected; the components' shares
   * of the variance, descending; the components [K,D].
   */
  @Override
  public Map<String, Tensor> arrays() {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    Axis window = Axis.of(Dimension.WINDOW, points.windows());
    Axis unit = Axis.of(Dimension.UNIT, points.units());
    arrays.put("embedding", FloatTensor.of(points.embedding(), window, unit));
    float[] projection = new float[2 * points.windows()];
    Arrays.fill(projection, Float.NaN);
    for (int i = 0; i < points.places().length; i++) {
      for (int k = 0; k < 2; k++) {
        projection[2 * points.places()[i] + k] = (float) points.projected()[i][k];
      }
    }
    arrays.put("projection", FloatTensor.of(projection, window, Axis.of(Dimension.VALUE, 2)));
    int count = pca.shares().length;
    Axis component = new Axis("component", Dimension.VALUE, count);
    float[] shares = new float[count];
    float[] components = new float[count * points.units()];
    for (int k = 0; k < count; k++) {
      shares[k] = (float) pca.shares()[k];
      for (int u = 0; u < points.units(); u++) {
        components[k * points.units() + u] = (float) pca.components()[k][u];
      }
    }
    arrays.put("explained_variance", FloatTensor.of(shares, component));
    arrays.put("components", FloatTensor.of(components, component, unit));
    return arrays;
  }

  private static Table table(Quality quality) {
    List<List<Object>> rows = new ArrayList<>();
    for (Quality.OfLabel each : quality.labels()) {
      rows.add(
          List.of(
              each.label(),
              each.space(),
              each.windows(),
              each.classes(),
              each.majority(),
              each.silhouette(),
              each.plain(),
              Interval.lowerEnd(each.plainInterval()),
              Interval.upperEnd(each.plainInterval()),
              each.grouped(),
              Interval.lowerEnd(each.groupedInterval()),
              Interval.upperEnd(each.groupedInterval())));
    }
    return new Table(
        "label_quality",
        "How well windows that are near each other share a label",
        List.of(
            "label",
            "space",
            "windows",
            "classes",
            "majority",
            "silhouette",
            "5-NN",
            "low",
            "high",
            "5-NN, clusters held out",
            "held out low",
            "held out high"),
        rows);
  }
}
