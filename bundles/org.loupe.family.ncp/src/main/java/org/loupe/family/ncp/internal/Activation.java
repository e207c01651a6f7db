package org.loupe.family.ncp.internal;

import java.util.Locale;

/** Activations of a CfC cell's backbone, with their code on {@code x}. */
enum Activation {
  /** 1.7159·tanh(0.666·x). */
  LECUN_TANH("torch.mul(torch.tanh(torch.mul(x, 0.666)), 1.7159)"),
  /** max(x, 0). */
  RELU("torch.relu(x)"),
  /** x·Φ(x), exact. */
  GELU("torch.gelu(x)"),
  /** x·σ(x). */
  SILU("torch.silu(x)"),
  /** tanh(x). */
  TANH("torch.tanh(x)");

  private final String code;

  Activation(String code) {
    this.code = code;
  }

  /** As the card and the packages say it. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** An expression in TorchScript. */
  String code() {
    return code;
  }
}
