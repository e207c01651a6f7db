package org.loupe.method.embeddings.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Result;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;
import org.loupe.model.Axis;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.Tensor;

/**
 * Embeddings of checkpoints laid onto a baseline's.
 *
 * @param provenance how the numbers came about
 * @param parameters what was asked for
 * @param alignments one per checkpoint beside the baseline, in their order
 * @param labels of all windows
 * @param resampling what the windows belong to
 * @param scalars single numbers
 * @param tables tables
 * @param findings what is worth saying
 */
record AlignmentResult(
    Provenance provenance,
    AlignmentParameters parameters,
    List<Alignment> alignments,
    List<LabelColumn> labels,
    Resampling resampling,
    List<Scalar> scalars,
    List<Table> tables,
    List<Finding> findings)
    implements Result {

  static AlignmentResult of(
      Provenance provenance,
      AlignmentParameters parameters,
      List<Alignment> alignments,
      List<LabelColumn> labels,
      Resampling resampling,
      List<Finding> cautions) {
    List<Finding> findings = new ArrayList<>();
    alignments.forEach(
        each -> findings.addAll(AlignmentFindings.of(provenance.checkpoint(), each)));
    resampling.caution("residual").ifPresent(findings::add);
    findings.addAll(cautions);
    return new AlignmentResult(
        provenance,
        parameters,
        List.copyOf(alignments),
        labels,
        resampling,
        scalars(alignments),
        List.of(summary(alignments), moved(provenance, alignments)),
        List.copyOf(findings));
  }

  private static List<Scalar> scalars(List<Alignment> alignments) {
    List<Scalar> scalars = new ArrayList<>();
    for (Alignment each : alignments) {
      String of = " of " + each.checkpoint();
      String id = "." + each.checkpoint();
      scalars.add(new Scalar("disparity" + id, "Disparity" + of, each.disparity(), null));
      scalars.add(
          new Scalar(
              "moved" + id,
              "Mean distance that windows moved" + of,
              each.meanMoved().value(),
              each.movedInterval()));
      scalars.add(new Scalar("scale" + id, "Scale" + of, each.scale(), null));
    }
    return List.copyOf(scalars);
  }

  private static Table summary(List<Alignment> alignments) {
    List<List<Object>> rows = new ArrayList<>();
    for (Alignment each : alignments) {
      rows.add(
          List.of(
              each.checkpoint(),
              each.places().length,
              each.dimensions(),
              each.units(),
              each.kept(),
              each.scale(),
              each.disparity(),
              each.byChance(),
              each.pValue(),
              each.meanMoved().value()));
    }
    return new Table(
        "alignment",
        "How well embeddings lie on the baseline's",
        List.of(
            "checkpoint",
            "windows",
            "dimensions",
            "units",
            "variance kept",
            "scale",
            "disparity",
            "by chance",
            "p",
            "mean distance moved"),
        rows);
  }

  private static Table moved(Provenance provenance, List<Alignment> alignments) {
    List<List<Object>> rows = new ArrayList<>();
    for (Alignment each : alignments) {
      for (int i : each.furthest()) {
        rows.add(
            List.of(
                each.checkpoint(),
                provenance.windows()[each.places()[i]],
                (double) each.moved()[i]));
      }
    }
    return new Table(
        "moved",
        "How far each window moved, the furthest first",
        List.of("checkpoint", "window", "distance moved"),
        rows);
  }

  /**
   * Per checkpoint {@code before/<checkpoint>} and {@code aligned/<checkpoint>} [N,K]: rows of the
   * baseline and of the checkpoint in the baseline's principal components; and {@code
   * moved/<checkpoint>} [N], in typical distances of the baseline's windows from their mean. NaN
   * where a window was not aligned.
   */
  @Override
  public Map<String, Tensor> arrays() {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    int windows = provenance.windows().length;
    Axis window = Axis.of(Dimension.WINDOW, windows);
    for (Alignment each : alignments) {
      Axis component = new Axis("component", Dimension.VALUE, each.dimensions());
      arrays.put(
          "before/" + each.checkpoint(),
          FloatTensor.of(spread(each, each.before(), windows), window, component));
      arrays.put(
          "aligned/" + each.checkpoint(),
          FloatTensor.of(spread(each, each.after(), windows), window, component));
      float[] moved = new float[windows];
      Arrays.fill(moved, Float.NaN);
      for (int i = 0; i < each.places().length; i++) {
        moved[each.places()[i]] = each.moved()[i];
      }
      arrays.put("moved/" + each.checkpoint(), FloatTensor.of(moved, window));
    }
    return arrays;
  }

  private static float[] spread(Alignment of, double[][] rows, int windows) {
    int size = of.dimensions();
    float[] all = new float[windows * size];
    Arrays.fill(all, Float.NaN);
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < size; k++) {
        all[of.places()[i] * size + k] = (float) rows[i][k];
      }
    }
    return all;
  }
}
