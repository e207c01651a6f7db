package org.loupe.analysis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.model.Checkpoint;
import org.loupe.model.EngineInfo;
import org.loupe.model.ModelCard;
import org.loupe.model.ModelSession;

/**
 * How a result came about: enough to compute it again.
 *
 * @param analyzer the method's id
 * @param version the method's version of the numbers
 * @param parameters by name, as text, in the order of the parameter record
 * @param seed of every random choice
 * @param checkpoint the checkpoint's name
 * @param checkpointSha256 identifies the checkpoint
 * @param dataset the dataset's name
 * @param datasetSha256 identifies the dataset
 * @param windows window numbers, in order; shared, not copied
 * @param device PyTorch's name of the device
 * @param engine what computed
 * @param microBatch the largest number of windows evaluated at once
 * @param duration wall-clock time of the computation; the only part that differs between equal
 *     requests
 * @param compared the other checkpoints of a comparison, in their order, {@code checkpoint} being
 *     the baseline; empty where there is one checkpoint
 * @param cardSha256 {@link ModelCard#sha256} of the checkpoint's card; empty where an older version
 *     did not say
 */
public record Provenance(
    String analyzer,
    String version,
    Map<String, String> parameters,
    long seed,
    String checkpoint,
    String checkpointSha256,
    String dataset,
    String datasetSha256,
    int[] windows,
    String device,
    EngineInfo engine,
    int microBatch,
    Duration duration,
    List<Compared> compared,
    String cardSha256) {
  /** Of more characters a folder's name would become unwieldy. */
  private static final int LONGEST_NAME = 100;

  /** Copies the parameters in their order. */
  public Provenance {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    compared = List.copyOf(compared);
  }

  /** How a result of one checkpoint came about, of whose card nothing is said. */
  public Provenance(
      String analyzer,
      String version,
      Map<String, String> parameters,
      long seed,
      String checkpoint,
      String checkpointSha256,
      String dataset,
      String datasetSha256,
      int[] windows,
      String device,
      EngineInfo engine,
      int microBatch,
      Duration duration) {
    this(
        analyzer,
        version,
        parameters,
        seed,
        checkpoint,
        checkpointSha256,
        dataset,
        datasetSha256,
        windows,
        device,
        engine,
        microBatch,
        duration,
        List.of());
  }

  /** How a result came about, of whose cards nothing is said. */
  public Provenance(
      String analyzer,
      String version,
      Map<String, String> parameters,
      long seed,
      String checkpoint,
      String checkpointSha256,
      String dataset,
      String datasetSha256,
      int[] windows,
      String device,
      EngineInfo engine,
      int microBatch,
      Duration duration,
      List<Compared> compared) {
    this(
        analyzer,
        version,
        parameters,
        seed,
        checkpoint,
        checkpointSha256,
        dataset,
        datasetSha256,
        windows,
        device,
        engine,
        microBatch,
        duration,
        compared,
        "");
  }

  /**
   * A checkpoint that was held against the baseline.
   *
   * @param checkpoint its name
   * @param checkpointSha256 identifies it
   * @param cardSha256 {@link ModelCard#sha256} of its card; empty where an older version did not
   *     say
   */
  public record Compared(String checkpoint, String checkpointSha256, String cardSha256) {
    /** One of whose card nothing is said. */
    public Compared(String checkpoint, String checkpointSha256) {
      this(checkpoint, checkpointSha256, "");
    }

    /** A checkpoint as it is. */
    static Compared of(Checkpoint checkpoint) {
      return new Compared(checkpoint.name(), checkpoint.sha256(), checkpoint.card().sha256());
    }

    /** The checkpoint of a result. */
    static Compared of(Provenance provenance) {
      return new Compared(
          provenance.checkpoint(), provenance.checkpointSha256(), provenance.cardSha256());
    }
  }

  /**
   * How a result of one checkpoint came about.
   *
   * @param info who the method is
   * @param parameters its parameter record
   * @param microBatch the largest number of windows evaluated at once
   * @param started {@link System#nanoTime()} when it began
   */
  public static Provenance of(
      Info info,
      Record parameters,
      Subject subject,
      ModelSession session,
      int microBatch,
      long started) {
    return new Provenance(
        info.id(),
        info.version(),
        ParameterSchema.toMap(parameters),
        subject.seed(),
        subject.checkpoint().name(),
        subject.checkpoint().sha256(),
        subject.windows().dataset().name(),
        subject.windows().dataset().sha256(),
        subject.windows().numbers(),
        session.device().key(),
        session.engine(),
        microBatch,
        Duration.ofNanos(System.nanoTime() - started),
        List.of(),
        subject.card().sha256());
  }

  /**
   * The same of a comparison of its checkpoint, the baseline, with others.
   *
   * @param others in their order
   * @param largest the largest number of windows that any of them was evaluated on at once
   * @param started {@link System#nanoTime()} when the whole began
   */
  public Provenance comparedWith(List<Checkpoint> others, int largest, long started) {
    return compared(
        others.stream().map(Compared::of).toList(), Math.max(microBatch, largest), started);
  }

  /**
   * That of a comparison of its result with those of others.
   *
   * @param others in their order
   * @param started {@link System#nanoTime()} when the comparison began
   */
  public Provenance against(List<Compared> others, long started) {
    return compared(others, microBatch, started);
  }

  private Provenance compared(List<Compared> others, int largest, long started) {
    return new Provenance(
        analyzer,
        version,
        parameters,
        seed,
        checkpoint,
        checkpointSha256,
        dataset,
        datasetSha256,
        windows,
        device,
        engine,
        largest,
        Duration.ofNanos(System.nanoTime() - started),
        others,
        cardSha256);
  }

  /** Names all of its checkpoints as a folder of the result is called, see {@link #nameOf}. */
  public String subjectName() {
    List<String> names = new ArrayList<>(List.of(checkpoint));
    compared.forEach(other -> names.add(other.checkpoint()));
    return nameOf(names);
  }

  /**
   * What the result of some checkpoints is called: {@code late}, or {@code early-vs-middle-vs-late}
   * with the baseline first. Of many only the baseline's name is kept, with their number and eight
   * digits that depend on all of the names.
   */
  public static String nameOf(List<String> checkpoints) {
    String name = String.join("-vs-", checkpoints);
    return checkpoints.size() < 3 || name.length() <= LONGEST_NAME
        ? name
        : String.format(
            "%s-vs-%d-others-%08x", checkpoints.get(0), checkpoints.size() - 1, name.hashCode());
  }
}
