package org.loupe.runtime.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A probe as a query names it: all its calls within one forward, or a single one.
 *
 * @param probe the probe's name
 * @param call counted from 0, or null for all
 */
record ProbeCall(String probe, @Nullable Integer call) {

  private static final Pattern SINGLE = Pattern.compile("(.+)#(\\d{1,9})");

  /** Reads {@code cell} or {@code cell#3}. */
  static ProbeCall of(String name) {
    Matcher single = SINGLE.matcher(name);
    return single.matches()
        ? new ProbeCall(single.group(1), Integer.valueOf(single.group(2)))
        : new ProbeCall(name, null);
  }

  @Override
  public String toString() {
    return call == null ? probe : probe + "#" + call;
  }
}
