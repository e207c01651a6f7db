package org.loupe.extensions.internal;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.loupe.extensions.InstalledExtension.InstalledBundle;
import org.osgi.framework.Version;

/**
 * What is there before a change, by symbolic name: the newest where there are several.
 *
 * @param product the product's own bundles
 * @param others the bundles of other extensions that are used
 * @param own the bundles of the extension that is changed, used or not
 */
record Standing(
    Map<String, Version> product,
    Map<String, InstalledBundle> others,
    Map<String, InstalledBundle> own) {

  /** Before the extension of an id is changed. */
  static Standing of(Installation installation, Ledger before, String id) {
    Map<String, Version> product = new HashMap<>();
    Map<String, InstalledBundle> others = new HashMap<>();
    Map<String, InstalledBundle> own = new LinkedHashMap<>();
    installation
        .product()
        .forEach(bundle -> product.merge(bundle.symbolicName(), bundle.version(), Standing::later));
    for (Ledger.Entry entry : before.extensions()) {
      for (InstalledBundle bundle : entry.bundles()) {
        if (entry.id().equals(id)) {
          own.put(bundle.symbolicName(), bundle);
        } else if (entry.enabled()) {
          others.merge(bundle.symbolicName(), bundle, Standing::newer);
        }
      }
    }
    return new Standing(product, others, own);
  }

  private static Version later(Version one, Version other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static InstalledBundle newer(InstalledBundle one, InstalledBundle other) {
    Version first = Version.parseVersion(one.version());
    return first.compareTo(Version.parseVersion(other.version())) >= 0 ? one : other;
  }
}
