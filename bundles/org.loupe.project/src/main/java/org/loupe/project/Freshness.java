package org.loupe.project;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.Provenance;
import org.loupe.model.BadInputException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says whether results are still true: whether the same method on the files as they are now would
 * give the same numbers. Not thread-safe.
 */
public final class Freshness {
  private final Installed installed;
  private final Function<String, Optional<String>> checkpoints;
  private final Function<String, Optional<String>> datasets;

  /** Which methods there are. */
  @ConsumerType
  @FunctionalInterface
  public interface Installed {
    /** The method of that id, or empty. */
    Optional<? extends InstalledMethod<?, ?>> find(String id);
  }

  /**
   * By what is known of files.
   *
   * @param installed the methods
   * @param checkpoints SHA-256 of a checkpoint by name; empty where it is gone
   * @param datasets SHA-256 of a dataset by name; empty where it is gone
   */
  public Freshness(
      Installed installed,
      Function<String, Optional<String>> checkpoints,
      Function<String, Optional<String>> datasets) {
    this.installed = installed;
    this.checkpoints = checkpoints;
    this.datasets = datasets;
  }

  /** Of a project's results; opens every file once. */
  public static Freshness of(Project project, Installed installed) {
    Map<String, Optional<String>> checkpoints = new HashMap<>();
    Map<String, Optional<String>> datasets = new HashMap<>();
    return new Freshness(
        installed,
        name ->
            checkpoints.computeIfAbsent(
                name, each -> digest(() -> project.checkpoint(each).sha256())),
        name ->
            datasets.computeIfAbsent(name, each -> digest(() -> project.dataset(each).sha256())));
  }

  /** Why a result is stale: short phrases, none where it is current. */
  public List<String> stale(Provenance provenance) {
    List<String> why = new ArrayList<>();
    Optional<? extends InstalledMethod<?, ?>> method = installed.find(provenance.analyzer());
    if (method.isEmpty()) {
      why.add("method '" + provenance.analyzer() + "' is not installed");
    } else if (!method.get().info().version().equals(provenance.version())) {
      why.add("method version " + provenance.version() + ", now " + method.get().info().version());
    }
    checkpoint(provenance.checkpoint(), provenance.checkpointSha256(), why);
    for (Provenance.Compared other : provenance.compared()) {
      checkpoint(other.checkpoint(), other.checkpointSha256(), why);
    }
    compare(
        "data '" + provenance.dataset() + "'",
        datasets.apply(provenance.dataset()),
        provenance.datasetSha256(),
        why);
    return why;
  }

  private void checkpoint(String called, String then, List<String> why) {
    compare("checkpoint '" + called + "'", checkpoints.apply(called), then, why);
  }

  private static void compare(String what, Optional<String> now, String then, List<String> why) {
    if (now.isEmpty()) {
      why.add(what + " is gone or cannot be read");
    } else if (!now.get().equals(then)) {
      why.add(what + " changed since");
    }
  }

  /** Opens a file. */
  private interface Opening {
    String sha256() throws BadInputException;
  }

  private static Optional<String> digest(Opening opening) {
    try {
      return Optional.of(opening.sha256());
    } catch (BadInputException e) {
      // What is wrong with it is said by whoever wants to compute with it.
      return Optional.empty();
    }
  }
}
