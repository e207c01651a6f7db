package org.loupe.runtime.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loupe.model.ModelException;

/**
 * PyTorch of the user's own, whose libtorch is used in place of Loupe's: so that models run on a
 * graphics processor, for which libtorch is too large to be brought along.
 *
 * @param folder the folder {@code torch} of an installation
 * @param version as it says: {@code 2.7.1+cu128}
 * @param cuda the version of CUDA it was built for, such as {@code 12.8}; empty if for none
 */
record UserTorch(Path folder, String version, String cuda) {
  /** The environment variable that names the folder. */
  static final String VARIABLE = "LOUPE_TORCH";

  /** The version of libtorch that DJL's binding was built for. */
  static final String EXPECTED = "2.7.1";

  private static final String FIND =
      "; let it name the folder that python -c 'import torch; print(torch.__path__[0])' prints.";

  /**
   * The installation that the environment names, if it names one.
   *
   * @throws ModelException if it is none, or of a version that the binding does not fit
   */
  static Optional<UserTorch> named(Map<String, String> environment) throws ModelException {
    String named = environment.getOrDefault(VARIABLE, "").strip();
    return named.isEmpty() ? Optional.empty() : Optional.of(in(Path.of(named).toAbsolutePath()));
  }

  private static UserTorch in(Path folder) throws ModelException {
    Path versions = folder.resolve("version.py");
    String text;
    try {
      text = Files.readString(versions);
    } catch (IOException e) {
      throw new ModelException(
          VARIABLE + " names " + folder + ", which has no readable version.py" + FIND, e);
    }
    UserTorch found = new UserTorch(folder, value(text, "__version__"), value(text, "cuda"));
    found.check(value(text, "hip"));
    return found;
  }

  private void check(String hip) throws ModelException {
    if (!version.replaceFirst("\\+.*", "").equals(EXPECTED)) {
      throw unfit("is PyTorch " + (version.isEmpty() ? "of an unknown version" : version), "");
    }
    if (!hip.isEmpty()) {
      throw unfit("is PyTorch " + version + " for ROCm " + hip, " for CUDA 12 or for processors");
    }
    if (!cuda.isEmpty() && !cuda.startsWith("12.")) {
      throw unfit("is PyTorch " + version + " for CUDA " + cuda, " for CUDA 12 or for processors");
    }
    if (!Files.isRegularFile(library())) {
      throw new ModelException(VARIABLE + " names " + folder + ", which lacks " + library() + FIND);
    }
  }

  private ModelException unfit(String found, String built) {
    return new ModelException(
        VARIABLE
            + " names "
            + folder
            + ", which "
            + found
            + ", but "
            + EXPECTED
            + built
            + " was expected; install it with pip install torch=="
            + EXPECTED
            + ", or unset "
            + VARIABLE
            + " to use Loupe's own.");
  }

  private Path library() {
    return libraries().resolve(System.mapLibraryName("torch"));
  }

  /** Where its native libraries are. */
  Path libraries() {
    return folder.resolve("lib");
  }

  /**
   * DJL's name for the binding that fits. Libraries for CUDA cannot even be loaded without the
   * driver, so a build for CUDA computes on the processor where there is none.
   */
  String flavor(boolean driver) {
    return cuda.isEmpty() || !driver ? "cpu" : "cu128";
  }

  /** How provenance calls it. */
  String description() {
    return version + " (" + VARIABLE + ")";
  }

  /** A value such as {@code cuda: Optional[str] = '12.8'}; empty if it is None or missing. */
  private static String value(String text, String name) {
    Matcher matcher =
        Pattern.compile("(?m)^" + name + "\\s*(?::[^=\\n]*)?=\\s*['\"]([^'\"\\n]*)['\"]")
            .matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }
}
