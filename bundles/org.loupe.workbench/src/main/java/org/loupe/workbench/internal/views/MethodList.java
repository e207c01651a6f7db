package org.loupe.workbench.internal.views;

import java.util.List;
import java.util.Optional;
import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.Methods;
import org.loupe.workbench.internal.core.MethodChanges;
import org.loupe.workbench.internal.core.Observed;

/** The methods that are installed at this moment. Thread-safe. */
public final class MethodList implements AutoCloseable {
  private final Observed<List<InstalledMethod<?, ?>>> installed = new Observed<>(List.of());
  private final Observed<Optional<Methods>> service;
  private final MethodChanges changes;

  /** Follows the service, which may come and go as its methods do. */
  public MethodList(Observed<Optional<Methods>> service) {
    this.service = service;
    this.changes = new MethodChanges(service, this::update);
  }

  /** By name; told on any thread. */
  public Observed<List<InstalledMethod<?, ?>>> installed() {
    return installed;
  }

  /** The method of that id, if it is installed. */
  public Optional<InstalledMethod<?, ?>> find(String id) {
    return installed.get().stream().filter(method -> method.info().id().equals(id)).findFirst();
  }

  @Override
  public void close() {
    changes.close();
  }

  private void update() {
    installed.update(old -> service.get().map(Methods::installed).orElse(List.of()));
  }
}
