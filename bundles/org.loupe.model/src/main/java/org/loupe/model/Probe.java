package org.loupe.model;

/**
 * A named place inside a model whose value can be read, changed by an {@link Intervention}, and
 * differentiated by.
 *
 * <p>Names: the output of a sub-module has its path ({@code encoder.layers.0}), that of the model
 * itself {@code @output}. The weights of an attention have the path of the module that computes
 * them, followed by {@code @attention} ({@code decoder.0.self_attn@attention}); where a module
 * computes several, {@code @attention.0}, {@code @attention.1} and so on in the order of its code.
 *
 * @param name unique within the model
 * @param kind what the value is
 * @param module path of the sub-module; empty for the model itself
 * @param type the sub-module's class: {@code torch.nn.modules.linear.Linear}
 */
public record Probe(String name, Kind kind, String module, String type) {
  /** Follows a module's path in the name of its attention weights. */
  public static final String ATTENTION = "@attention";

  /** The name of the model's own output. */
  public static final String MODEL_OUTPUT = "@output";

  /** What the value of a probe is. */
  public enum Kind {
    /** What forward of a sub-module returns; of a tuple its first element. */
    OUTPUT,
    /**
     * Rows that sum to one, as a softmax leaves them: of an attention {@code [N,H,Tq,Tk]}, or
     * {@code [N,Tq,Tk]} where it has a single attention head.
     */
    ATTENTION
  }

  /**
   * The name under which results list what a probe reads: that of attention weights without the
   * suffix, {@code dec.0.self_attn} for {@code dec.0.self_attn@attention}; where the model's own
   * code computes them, there is no path and the name stays as it is.
   */
  public static String pathOf(String name) {
    int at = name.indexOf(ATTENTION);
    return at <= 0 ? name : name.substring(0, at) + name.substring(at + ATTENTION.length());
  }
}
