package org.loupe.batch.internal;

import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.Provenance;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dataset;

/** Whether results on disk are still true. */
final class Truth {
  private Truth() {}

  /** Whether the same method on the same files would give these numbers. */
  static boolean of(
      Provenance provenance, InstalledMethod<?, ?> method, Checkpoint checkpoint, Dataset dataset) {
    return provenance.analyzer().equals(method.info().id())
        && provenance.version().equals(method.info().version())
        && provenance.checkpointSha256().equals(checkpoint.sha256())
        && provenance.datasetSha256().equals(dataset.sha256());
  }
}
