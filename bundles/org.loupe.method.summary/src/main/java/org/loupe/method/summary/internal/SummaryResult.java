package org.loupe.method.summary.internal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Result;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;
import org.loupe.model.Tensor;

/**
 * What all methods found.
 *
 * @param provenance how it came about
 * @param methods ids of the methods that were put together
 * @param collected their findings
 */
record SummaryResult(Provenance provenance, List<String> methods, Collected collected)
    implements Result {
  SummaryResult {
    methods = List.copyOf(methods);
  }

  @Override
  public Map<String, Tensor> arrays() {
    return Map.of();
  }

  @Override
  public List<Scalar> scalars() {
    return List.of(
        new Scalar("methods", "Methods put together", methods.size(), null),
        new Scalar(
            "recommendations",
            "Recommendations",
            collected.sources().stream()
                .filter(source -> source.finding().kind() == Finding.Kind.RECOMMENDATION)
                .count(),
            null));
  }

  @Override
  public List<Table> tables() {
    return List.of(
        new Table(
            "agreement",
            "Claims of different methods held against each other",
            List.of(
                "dimension",
                "of",
                "prediction head",
                "method",
                "names",
                "other method",
                "names",
                "shared",
                "by chance",
                "p",
                "verdict"),
            collected.agreements().stream().map(SummaryResult::row).toList()));
  }

  private static List<Object> row(Agreement agreement) {
    String head = agreement.claim().predictionHead();
    return List.of(
        agreement.claim().dimension().key(),
        agreement.claim().of(),
        head == null ? "" : head,
        agreement.first().method(),
        agreement.claim().members().size(),
        agreement.second().method(),
        agreement.otherClaim().members().size(),
        agreement.shared(),
        agreement.chance(),
        agreement.p(),
        agreement.verdict().name().toLowerCase(Locale.ROOT));
  }

  @Override
  public List<Finding> findings() {
    return collected.findings();
  }
}
