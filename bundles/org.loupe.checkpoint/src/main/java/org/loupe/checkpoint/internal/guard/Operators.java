package org.loupe.checkpoint.internal.guard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The operators that TorchScript may call, and why those that torch has besides are refused.
 * Whatever stands in neither list is not allowed.
 */
final class Operators {
  /** As the resource {@code operators.txt} lists them. */
  static final Operators LISTED = read("operators.txt");

  private final Set<String> allowed = new HashSet<>();
  private final Map<String, String> refused = new HashMap<>();

  private Operators(String list) {
    String heading = "";
    for (String line : list.split("\n")) {
      if (line.startsWith("  ")) {
        for (String name : line.strip().split(" ")) {
          add(heading.split(" ", 3), name);
        }
      } else {
        heading = line;
      }
    }
  }

  private static Operators read(String resource) {
    try (InputStream in = Operators.class.getResourceAsStream(resource)) {
      return new Operators(
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String[] heading, String name) {
    String operator = heading[1] + "::" + name;
    if (heading[0].equals("allow")) {
      allowed.add(operator);
    } else {
      refused.put(operator, heading[2]);
    }
  }

  boolean allows(String namespace, String name) {
    return allowed.contains(namespace + "::" + name);
  }

  /** Why a known operator is refused, in words that follow 'which'; empty if it is not known. */
  Optional<String> refusal(String namespace, String name) {
    return Optional.ofNullable(refused.get(namespace + "::" + name));
  }
}
