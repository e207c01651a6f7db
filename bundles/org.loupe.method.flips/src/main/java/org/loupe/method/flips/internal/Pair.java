package org.loupe.method.flips.internal;

import java.util.List;
import java.util.Optional;

/**
 * The baseline beside another checkpoint.
 *
 * @param checkpoint the other's name
 * @param heads the prediction heads that both have, in the baseline's order
 */
record Pair(String checkpoint, List<HeadChange> heads) {
  Pair {
    heads = List.copyOf(heads);
  }

  Optional<HeadChange> head(String name) {
    return heads.stream().filter(head -> head.name().equals(name)).findFirst();
  }

  long flips() {
    return heads.stream().mapToLong(head -> HeadFlips.sum(head.counts().flips())).sum();
  }

  long positions() {
    return heads.stream().mapToLong(head -> HeadFlips.sum(head.counts().positions())).sum();
  }

  /** Flips of all prediction heads in a window. */
  int flips(int window) {
    return heads.stream().mapToInt(head -> head.counts().flips()[window]).sum();
  }

  int positions(int window) {
    return heads.stream().mapToInt(head -> head.counts().positions()[window]).sum();
  }

  int gained(int window) {
    return heads.stream().mapToInt(head -> head.counts().gained()[window]).sum();
  }

  int lost(int window) {
    return heads.stream().mapToInt(head -> head.counts().lost()[window]).sum();
  }
}
