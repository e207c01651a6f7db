package org.loupe.workbench.internal.core;

import java.util.List;
import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.ParameterSchema;
import org.loupe.analysis.Subject;
import org.loupe.model.BadInputException;

/** All parameters of a request: a request names those only that differ from the defaults. */
final class AskedParameters {
  private AskedParameters() {}

  /**
   * The parameter record.
   *
   * @throws BadInputException if a parameter is none of the method's
   */
  static <P extends Record> P of(
      InstalledMethod<P, ?> method, RunRequest request, List<? extends Subject> subjects)
      throws BadInputException {
    return ParameterSchema.fromMap(
        method.parameterType(), request.parameters(), method.defaults(List.copyOf(subjects)));
  }
}
