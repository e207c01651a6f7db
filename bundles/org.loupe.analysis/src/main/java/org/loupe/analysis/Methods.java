package org.loupe.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.loupe.model.BadInputException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The service that knows which methods are installed at this moment. Methods come and go while the
 * program runs; a method obtained here may be gone a moment later. Thread-safe.
 */
@ProviderType
public interface Methods {

  /** The installed methods that look at one checkpoint, by name. */
  List<Method<?, ?>> all();

  /** The method of that id that looks at one checkpoint, or empty if it is not installed. */
  Optional<Method<?, ?>> find(String id);

  /** The installed methods that compare several checkpoints, by name. */
  List<ComparisonMethod<?, ?>> comparisons();

  /** The method of that id that compares several checkpoints, or empty if it is not installed. */
  Optional<ComparisonMethod<?, ?>> findComparison(String id);

  /** All installed methods of both kinds, by name. */
  default List<InstalledMethod<?, ?>> installed() {
    List<InstalledMethod<?, ?>> installed = new ArrayList<>(all());
    installed.addAll(comparisons());
    installed.sort(Comparator.comparing(method -> method.info().name()));
    return installed;
  }

  /** The method of that id, of either kind, or empty if it is not installed. */
  default Optional<InstalledMethod<?, ?>> findInstalled(String id) {
    return installed().stream().filter(method -> method.info().id().equals(id)).findFirst();
  }

  /**
   * The help page of a method, in Markdown: what its figures show, how to read them, what they do
   * not say, and where the method comes from. The bundle that offers the analyzer brings it as
   * {@code OSGI-INF/help/ID.md}. Reads a file: not for the UI thread.
   *
   * @return empty if the method is not installed, or its bundle brings no page
   * @throws BadInputException if the page cannot be read
   */
  default Optional<String> help(String id) throws BadInputException {
    return Optional.empty();
  }

  /**
   * Tells of every change from now on, on whichever thread the change happens; the listener must be
   * quick.
   *
   * @return closes the subscription
   */
  Subscription onChange(Runnable listener);

  /** Ends when closed; closing twice is harmless. */
  @ProviderType
  @FunctionalInterface
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
