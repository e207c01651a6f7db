package org.loupe.analysis;

import java.util.List;

/**
 * A subject of which something has been found already.
 *
 * @param subject everything else
 * @param digests what methods found, whatever the checkpoint and dataset; only what fits the
 *     subject's is told
 */
public record InformedSubject(Subject subject, List<? extends Digest> digests)
    implements DelegatingSubject {
  /** Keeps what is about this checkpoint and dataset. */
  public InformedSubject {
    digests = digests.stream().filter(digest -> fits(digest.provenance(), subject)).toList();
  }

  private static boolean fits(Provenance provenance, Subject subject) {
    return provenance.checkpointSha256().equals(subject.checkpoint().sha256())
        && provenance.datasetSha256().equals(subject.windows().dataset().sha256());
  }
}
