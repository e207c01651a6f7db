package org.loupe.extensions;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Hears of changes; registered as a service. */
@ConsumerType
public interface ExtensionsListener {
  /**
   * Called after each change by the thread that made it, so it must not take long.
   *
   * @param installed as {@link Extensions#installed()} says from now on
   */
  void changed(List<InstalledExtension> installed);
}
