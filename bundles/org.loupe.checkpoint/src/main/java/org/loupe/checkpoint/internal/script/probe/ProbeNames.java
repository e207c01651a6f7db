package org.loupe.checkpoint.internal.script.probe;

import java.util.regex.Pattern;

/** Names in the source of archives with probes. None of them occurs in source without. */
final class ProbeNames {
  /** Every name of ours begins so. */
  static final String RESERVED = "probe__";

  /** The attribute of every module with probes. */
  static final String ATTRIBUTE = RESERVED;

  /** Where what the probes do is defined. */
  static final String LIBRARY = "__torch__." + RESERVED;

  /** The library's entry. */
  static final String LIBRARY_ENTRY = "code/__torch__/" + RESERVED + ".py";

  /** The type of the attribute. */
  static final String PROBE_TYPE = LIBRARY + ".Probe";

  /** Begins the names of variables that say whether a fast path is taken; never while armed. */
  static final String FAST = RESERVED + "fast";

  /** Methods of modules that their callers call: forward, its overloads and its traced repeats. */
  static final Pattern FORWARD = Pattern.compile("forward(__)?\\d*");

  private ProbeNames() {}

  /** A call of a function of the library in a method of an object. */
  static String call(String function, String self, String... arguments) {
    StringBuilder call = new StringBuilder(LIBRARY + "." + function + "(" + probeOf(self) + ", ");
    for (String argument : arguments) {
      call.append(argument).append(", ");
    }
    return call.append(")").toString();
  }

  /** Whether probes are armed, in a method of an object. */
  static String isOn(String self) {
    return probeOf(self) + ".switch.on";
  }

  /** The probe of an object. */
  static String probeOf(String self) {
    return self + "." + ATTRIBUTE;
  }
}
