package org.loupe.shim.osgi.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceReference;

/**
 * A message of the OSGi log service: its arguments put in place, its error set apart.
 *
 * @param text what happened
 * @param error the last argument, if that was one
 */
record LogMessage(String text, @Nullable Throwable error) {
  private static final String PLACE = "{}";

  /** Puts each argument in place of one {@code {}}; service references are left out. */
  static LogMessage of(String format, @Nullable Object... arguments) {
    Object[] values =
        Arrays.stream(arguments).filter(a -> !(a instanceof ServiceReference)).toArray();
    Throwable error = null;
    if (values.length > 0 && values[values.length - 1] instanceof Throwable last) {
      error = last;
      values = Arrays.copyOf(values, values.length - 1);
    }
    StringBuilder text = new StringBuilder();
    int from = 0;
    for (Object value : values) {
      int place = format.indexOf(PLACE, from);
      if (place < 0) {
        break;
      }
      text.append(format, from, place).append(value);
      from = place + PLACE.length();
    }
    return new LogMessage(text.append(format, from, format.length()).toString(), error);
  }
}
