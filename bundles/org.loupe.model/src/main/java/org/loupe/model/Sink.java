package org.loupe.model;

import org.osgi.annotation.versioning.ConsumerType;

/** Receives the evaluations of a query, in the order of the windows, on the caller's thread. */
@ConsumerType
@FunctionalInterface
public interface Sink {
  /** Takes one micro-batch. What it does not keep is garbage afterwards. */
  void accept(Evaluation evaluation);
}
