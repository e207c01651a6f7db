package org.loupe.checkpoint;

/**
 * How to speak with the probes of an archive that {@link ProbeWriter} wrote, once it is loaded: by
 * three methods of the model, and by the keys of what goes in and what comes out.
 *
 * <p>The probes of a loaded model have one state: it is used for one armed evaluation at a time.
 * After loading nothing is probed.
 */
public final class ProbeProtocol {
  /** Changes with what is written; part of the key under which archives are cached. */
  public static final int VERSION = 2;

  /**
   * {@code probe__arm(controls: Dict[str, Tensor])}: forgets what was recorded and counted, and
   * does from now on what the controls say.
   */
  public static final String ARM = "probe__arm";

  /** {@code probe__disarm()}: probes nothing, and releases what was recorded. */
  public static final String DISARM = "probe__disarm";

  /** {@code probe__values() -> Dict[str, Tensor]}: what was recorded since arming. */
  public static final String VALUES = "probe__values";

  private static final String READ = "read:";
  private static final String LEAF = "leaf:";

  private ProbeProtocol() {}

  /**
   * Control: record the value at every call of the probe, as a copy that later changes in place do
   * not reach. The tensor beside it is ignored.
   */
  public static String read(String probe) {
    return READ + probe;
  }

  /** Key of a value recorded at a call, counted from 0. */
  public static String read(String probe, int call) {
    return READ + probe + "#" + call;
  }

  /**
   * Control: add at every call zeros of the value's shape that require a gradient, and record them.
   * The tensor beside it is ignored.
   */
  public static String leaf(String probe) {
    return LEAF + probe;
  }

  /** Key of the zeros of a call: their gradient is that with respect to the value. */
  public static String leaf(String probe, int call) {
    return LEAF + probe + "#" + call;
  }

  /** Control: the value at every call becomes the tensor beside it, expanded to its shape. */
  public static String replace(String probe) {
    return "replace:" + probe;
  }

  /** Control: the value at every call is multiplied by the tensor beside it, after replacing. */
  public static String scale(String probe) {
    return "scale:" + probe;
  }

  /** Control: the tensor beside it is added to the value at every call, after scaling. */
  public static String shift(String probe) {
    return "shift:" + probe;
  }

  /** The same control for one call, counted from 0; it wins over the one for every call. */
  public static String atCall(String control, int call) {
    return control + "#" + call;
  }
}
