package org.loupe.shim.osgi.internal;

import org.eclipse.equinox.log.ExtendedLogService;
import org.eclipse.equinox.log.Logger;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/** The log service of e4: every logger ends in {@link java.lang.System.Logger}. */
final class ForwardingLogService extends ForwardingLogger implements ExtendedLogService {
  ForwardingLogService() {
    super("org.eclipse.osgi");
  }

  @Override
  public Logger getLogger(@Nullable String name) {
    return new ForwardingLogger(name == null ? getName() : name);
  }

  @Override
  public Logger getLogger(@Nullable Bundle bundle, @Nullable String name) {
    return getLogger(name != null || bundle == null ? name : bundle.getSymbolicName());
  }

  @Override
  public org.osgi.service.log.Logger getLogger(Class<?> type) {
    return getLogger(type.getName());
  }

  @Override
  public <L extends org.osgi.service.log.Logger> L getLogger(String name, Class<L> type) {
    return type.cast(getLogger(name));
  }

  @Override
  public <L extends org.osgi.service.log.Logger> L getLogger(Class<?> origin, Class<L> type) {
    return type.cast(getLogger(origin));
  }

  @Override
  public <L extends org.osgi.service.log.Logger> L getLogger(
      Bundle bundle, String name, Class<L> type) {
    return type.cast(getLogger(bundle, name));
  }
}
