package org.loupe.shim.osgi.internal;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.osgi.service.datalocation.Location;
import org.jspecify.annotations.Nullable;

/** A folder that is set once and stays; several processes may share it, so nothing is locked. */
final class Area implements Location {
  private final URL url;

  Area(Path folder) throws IOException {
    this.url = Files.createDirectories(folder).toUri().toURL();
  }

  @Override
  public URL getURL() {
    return url;
  }

  @Override
  public URL getDataArea(String path) throws IOException {
    return new URL(url, path.startsWith("/") ? path.substring(1) : path);
  }

  @Override
  public boolean isSet() {
    return true;
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public boolean allowsDefault() {
    return false;
  }

  @Override
  public @Nullable URL getDefault() {
    return null;
  }

  @Override
  public @Nullable Location getParentLocation() {
    return null;
  }

  @Override
  @Deprecated
  public boolean setURL(URL value, boolean lock) {
    throw alreadySet();
  }

  @Override
  public boolean set(URL value, boolean lock) {
    throw alreadySet();
  }

  @Override
  public boolean set(URL value, boolean lock, String lockFile) {
    throw alreadySet();
  }

  @Override
  public boolean lock() {
    return true;
  }

  @Override
  public void release() {
    // Never locked.
  }

  @Override
  public boolean isLocked() {
    return false;
  }

  @Override
  public Location createLocation(@Nullable Location parent, URL defaultValue, boolean readonly) {
    throw new UnsupportedOperationException("Areas are fixed at start; this one is " + url + '.');
  }

  private IllegalStateException alreadySet() {
    return new IllegalStateException("The area is already set to " + url + '.');
  }
}
