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
import org.loupe.model.Checkpoint;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says whether results are still true: whether the same method on the files as they are now would
 * give the same numbers. Not thread-safe.
 */
public final class Freshness {
  private final Installed installed;
  private final Function<String, Optional<Checkpoint>> checkpoints;
  private final Function<String, Optional<String>> datasets;

  /** Digests of cards, of which many results are. */
  private final Map<String, String> cards = new HashMap<>();

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
   * @param checkpoints a checkpoint by name; empty where it is gone
   * @param datasets SHA-256 of a dataset by name; empty where it is gone
   */
  public Freshness(
      Installed installed,
      Function<String, Optional<Checkpoint>> checkpoints,
      Function<String, Optional<String>> datasets) {
    this.installed = installed;
    this.checkpoints = checkpoints;
    this.datasets = datasets;
  }

  /** Of a project's results; opens every file once. */
  public static Freshness of(Project project, Installed installed) {
    Map<String, Optional<Checkpoint>> checkpoints = new HashMap<>();
    Map<String, Optional<String>> datasets = new HashMap<>();
    return new Freshness(
        installed,
        name -> checkpoints.computeIfAbsent(name, each -> known(() -> project.checkpoint(each))),
        name ->
            datasets.computeIfAbsent(name, each -> known(() -> project.dataset(each).sha256())));
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
    checkpoint(
        provenance.checkpoint(), provenance.checkpointSha256(), provenance.cardSha256(), why);
    for (Provenance.Compared other : provenance.compared()) {
      checkpoint(other.checkpoint(), other.checkpointSha256(), other.cardSha256(), why);
    }
    compare(
        "data '" + provenance.dataset() + "'",
        datasets.apply(provenance.dataset()),
        provenance.datasetSha256(),
        why);
    return why;
  }

  private void checkpoint(String called, String then, String cardThen, List<String> why) {
    Optional<Checkpoint> now = checkpoints.apply(called);
    compare("checkpoint '" + called + "'", now.map(Checkpoint::sha256), then, why);
    if (now.isPresent() && !cardThen.isEmpty() && !now.get().card().sha256().equals(cardThen)) {
      why.add("model card of '" + called + "' changed since");
    }
  }

  private static void compare(String what, Optional<String> now, String then, List<String> why) {
    if (now.isEmpty()) {
      why.add(what + " is gone or cannot be read");
    } else if (!now.get().equals(then)) {
      why.add(what + " changed since");
    }
  }

  /** Opens a file. */
  private interface Opening<T> {
    T open() throws BadInputException;
  }

  private static <T> Optional<T> known(Opening<T> opening) {
    try {
      return Optional.of(opening.open());
    } catch (BadInputException e) {
      // What is wrong with it is said by whoever wants to compute with it.
      return Optional.empty();
    }
  }
}
