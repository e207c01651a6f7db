package org.loupe.workbench.internal.core;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.loupe.analysis.Analyzer;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.ParameterField;
import org.loupe.analysis.ParameterSchema;

/** What a method says of itself, also where its bundle fails to say it. */
final class MethodTraits {
  private static final Logger LOG = System.getLogger(MethodTraits.class.getName());

  private MethodTraits() {}

  /** Whether the method looks at a single window. */
  static boolean isOfOneWindow(Analyzer<?, ?> analyzer) {
    try {
      return analyzer.isOfOneWindow();
    } catch (RuntimeException | LinkageError e) {
      LOG.log(Level.DEBUG, "A method does not say what it looks at.", e);
      return false;
    }
  }

  /** The least number of windows that the method can say something of. */
  static int leastWindows(Analyzer<?, ?> analyzer) {
    try {
      return analyzer.leastWindows();
    } catch (RuntimeException | LinkageError e) {
      LOG.log(Level.DEBUG, "A method does not say how many windows it needs.", e);
      return 1;
    }
  }

  /** Name of the parameter that says whether the model sees the true previous tokens. */
  static Optional<String> decodingParameter(InstalledMethod<?, ?> method) {
    try {
      return ParameterSchema.fields(method.parameterType()).stream()
          .filter(field -> field.type() == Decoding.class)
          .map(ParameterField::name)
          .findFirst();
    } catch (RuntimeException | LinkageError e) {
      LOG.log(Level.DEBUG, "A method does not say which parameters it has.", e);
      return Optional.empty();
    }
  }
}
