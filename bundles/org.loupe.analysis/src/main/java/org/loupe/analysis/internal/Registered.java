package org.loupe.analysis.internal;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.loupe.analysis.Info;

/**
 * Services with an id, in the order in which they came.
 *
 * @param <S> the service
 */
final class Registered<S> {
  private final List<One<S>> all = new CopyOnWriteArrayList<>();

  /** A service, and what it said of itself when it came. */
  record One<S>(S service, String id, String name, Origin origin) {}

  void add(S service, Info info, Origin origin) {
    all.add(new One<>(service, info.id(), info.name(), origin));
  }

  boolean remove(S service) {
    return all.removeIf(one -> one.service() == service);
  }

  List<One<S>> byName() {
    // Of two with one id, as during an update, the one that came first counts.
    Map<String, One<S>> byId = new LinkedHashMap<>();
    all.forEach(one -> byId.putIfAbsent(one.id(), one));
    return byId.values().stream()
        .sorted(Comparator.<One<S>, String>comparing(One::name).thenComparing(One::id))
        .toList();
  }

  Optional<One<S>> find(String id) {
    return all.stream().filter(one -> one.id().equals(id)).findFirst();
  }
}
