package org.loupe.method.ablation.internal;

import org.loupe.model.Dimension;

/** What is taken away, one at a time. */
enum Over {
  /** Attention heads: the weights of one, which makes its output nothing. */
  ATTENTION_HEADS("attention head", Dimension.ATTENTION_HEAD),
  /** The outputs of sub-modules. */
  MODULES("module", Dimension.LAYER),
  /** Groups of channels of an input. */
  CHANNEL_GROUPS("channel group", Dimension.CHANNEL_GROUP);

  private final String noun;
  private final Dimension dimension;

  Over(String noun, Dimension dimension) {
    this.noun = noun;
    this.dimension = dimension;
  }

  /** One of them. */
  String noun() {
    return noun;
  }

  /** What they are members of. */
  Dimension dimension() {
    return dimension;
  }

  /** '1 attention head', '28 attention heads'. */
  String count(int number) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
