package org.loupe.workbench.internal.preferences;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.prefs.Preferences;

/** Preferences in memory. */
public final class FakePreferences {
  private final Map<String, String> values = new HashMap<>();

  /** What is kept, as text. */
  public Map<String, String> values() {
    return values;
  }

  /** The interface that the classes under test see; knows what they use. */
  public Preferences view() {
    return (Preferences)
        Proxy.newProxyInstance(
            Preferences.class.getClassLoader(),
            new Class<?>[] {Preferences.class},
            (proxy, method, arguments) -> call(method, arguments));
  }

  private @Nullable Object call(Method method, Object[] arguments) {
    String name = method.getName();
    if (name.equals("flush")) {
      return null;
    }
    String key = (String) arguments[0];
    if (name.equals("remove")) {
      values.remove(key);
      return null;
    } else if (name.startsWith("put")) {
      values.put(key, String.valueOf(arguments[1]));
      return null;
    }
    String value = values.get(key);
    Object otherwise = arguments[1];
    return switch (name) {
      case "get" -> value == null ? otherwise : value;
      case "getBoolean" -> value == null ? otherwise : Boolean.valueOf(value);
      case "getLong" -> value == null ? otherwise : Long.valueOf(value);
      default -> throw new AssertionError(name + " is not used");
    };
  }
}
