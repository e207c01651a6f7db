package org.loupe.workbench.internal.log;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/**
 * Which bundle an entry comes from: that of the code in which an error began, else that which wrote
 * the entry. Bundles are told by their names, of which those of their packages are longer forms.
 */
final class Blame {
  private final Supplier<? extends Collection<String>> bundles;

  /**
   * Asks for the names at every question: bundles come and go.
   *
   * @param bundles symbolic names
   */
  Blame(Supplier<? extends Collection<String>> bundles) {
    this.bundles = bundles;
  }

  /** Among the bundles of a framework. */
  static Blame among(Supplier<Bundle[]> installed) {
    return new Blame(
        () ->
            Arrays.stream(installed.get())
                .map(Bundle::getSymbolicName)
                .filter(Objects::nonNull)
                .toList());
  }

  /** Symbolic name of the bundle; empty if it cannot be told. */
  String of(LogRecord record) {
    Collection<String> names = bundles.get();
    return Stream.concat(
            frames(record.getThrown()),
            Stream.of(
                Objects.requireNonNullElse(record.getSourceClassName(), ""),
                Objects.requireNonNullElse(record.getLoggerName(), "")))
        .map(name -> owner(name, names))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse("");
  }

  /** Names of classes from where the first cause was thrown to where it was caught. */
  private static Stream<String> frames(@Nullable Throwable thrown) {
    if (thrown == null) {
      return Stream.empty();
    }
    Throwable first = thrown;
    // A cause may name itself, or another that names it.
    for (int depth = 0; first.getCause() != null && depth < 20; depth++) {
      first = first.getCause();
    }
    return Arrays.stream(first.getStackTrace()).map(StackTraceElement::getClassName);
  }

  private static Optional<String> owner(String name, Collection<String> bundles) {
    return bundles.stream()
        .filter(bundle -> name.startsWith(bundle + "."))
        .max(Comparator.comparingInt(String::length));
  }
}
