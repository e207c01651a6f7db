package org.loupe.analysis.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.osgi.framework.Bundle;

/**
 * Where a service comes from.
 *
 * @param bundle symbolic name of its bundle
 * @param entries finds a file of the bundle by its path; null if there is none
 */
record Origin(String bundle, Function<String, @Nullable URL> entries) {
  /** Pages are a few hundred words. */
  static final int MOST_BYTES = 256 << 10;

  private static final String HELP = "OSGI-INF/help/";

  static Origin of(Bundle bundle) {
    return new Origin(bundle.getSymbolicName(), bundle::getEntry);
  }

  /** The help page of one of the bundle's methods, if it brings one. */
  Optional<String> helpPage(String method) throws BadInputException {
    String path = HELP + method + ".md";
    URL page = entries.apply(path);
    if (page == null) {
      return Optional.empty();
    }
    try (InputStream in = page.openStream()) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new BadInputException(
            "Help page '%s' of bundle %s has more than %d KiB; a page is at most that long."
                .formatted(path, bundle, MOST_BYTES >> 10));
      }
      return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new BadInputException(
          "Help page '%s' of bundle %s cannot be read: %s.".formatted(path, bundle, e.getMessage()),
          e);
    }
  }
}
