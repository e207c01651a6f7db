package org.loupe.method.ablation.internal;

/** What is taken away, one at a time. */
enum Over {
  /** Attention heads: the weights of one, which makes its output nothing. */
  ATTENTION_HEADS("attention head"),
  /** The outputs of sub-modules. */
  MODULES("module"),
  /** Groups of channels of an input. */
  CHANNEL_GROUPS("channel group");

  private final String noun;

  Over(String noun) {
    this.noun = noun;
  }

  /** One of them. */
  String noun() {
    return noun;
  }

  /** '1 attention head', '28 attention heads'. */
  String count(int number) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
