package org.loupe.method.occlusion.internal;

/** What the sliding window moves over, besides time. */
enum Over {
  /** The groups of the card's first grouping, in its order. */
  CHANNEL_GROUPS,
  /** Single channels, in the order of the input. */
  CHANNELS
}
