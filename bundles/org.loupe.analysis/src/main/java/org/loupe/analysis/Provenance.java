package org.loupe.analysis;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.loupe.model.EngineInfo;
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
    Duration duration) {
  /** Copies the parameters in their order. */
  public Provenance {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
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
        Duration.ofNanos(System.nanoTime() - started));
  }
}
