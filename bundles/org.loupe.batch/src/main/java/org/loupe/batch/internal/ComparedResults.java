package org.loupe.batch.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.Result;
import org.loupe.model.BadInputException;
import org.loupe.plots.Figure;
import org.loupe.project.ResultRequest;
import org.loupe.project.Results;
import org.loupe.project.StoredResult;
import org.loupe.report.Report;

/**
 * Finds the results that differences are made of, so that a report shows their figures together.
 *
 * @param results reads them
 * @param outcomes all that a report is made of
 */
record ComparedResults(Results results, List<Outcome> outcomes) {
  private static final Logger LOG = System.getLogger(ComparedResults.class.getName());

  /**
   * The results whose differences an outcome is.
   *
   * @return {@link Report.Compared#NONE} of anything else
   */
  Report.Compared of(Outcome differences) {
    StoredResult result = differences.result();
    if (result == null || !differences.unit().isOfSides()) {
      return Report.Compared.NONE;
    }
    List<Report.Side> sides = new ArrayList<>();
    result.asked().checkpoints().stream()
        .distinct()
        .forEach(name -> side(name, result.asked()).ifPresent(sides::add));
    InstalledMethod<?, ?> method = differences.unit().method();
    return sides.size() < 2
        ? Report.Compared.NONE
        : new Report.Compared(sides, side -> figures(method, side.result()));
  }

  /** Of the same request as the differences; if there is one, on the same windows. */
  private Optional<Report.Side> side(String checkpoint, ResultRequest of) {
    return outcomes.stream()
        .filter(outcome -> !outcome.unit().isComparison())
        .map(Outcome::result)
        .filter(Objects::nonNull)
        .filter(
            result ->
                result.asked().method().equals(of.method())
                    && result.asked().checkpoints().equals(List.of(checkpoint))
                    && result.asked().parameters().equals(of.parameters())
                    && result.asked().seed() == of.seed())
        .min(Comparator.comparing(result -> !Arrays.equals(result.asked().windows(), of.windows())))
        .map(result -> new Report.Side(checkpoint, result));
  }

  /** A view that fails leaves the report without what it would have shown. */
  private <P extends Record, R extends Result> Optional<List<Figure>> figures(
      InstalledMethod<P, R> method, StoredResult stored) throws BadInputException {
    Optional<R> result = results.read(stored, method);
    try {
      return result.map(method::figures);
    } catch (RuntimeException | LinkageError e) {
      LOG.log(Level.ERROR, "The view of " + method.bundle() + " failed.", e);
      return Optional.empty();
    }
  }
}
