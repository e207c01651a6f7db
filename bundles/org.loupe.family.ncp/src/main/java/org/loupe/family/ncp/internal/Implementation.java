package org.loupe.family.ncp.internal;

/** The package that trained a network; their CfC cells compute different functions. */
enum Implementation {
  /** ncps for PyTorch: tanh on both interpolated states, gate σ(t_a·ts + t_b). */
  TORCH("torch", "ncps"),
  /** ncps-mlx: no tanh on them, gate σ(−t_a·ts + t_b); files without wiring and read-out. */
  MLX("mlx", "ncps-mlx");

  private final String key;
  private final String title;

  Implementation(String key, String title) {
    this.key = key;
    this.title = title;
  }

  /** As the card says it. */
  String key() {
    return key;
  }

  /** The package's name. */
  String title() {
    return title;
  }
}
