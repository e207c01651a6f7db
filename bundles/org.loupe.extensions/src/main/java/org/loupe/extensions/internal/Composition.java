package org.loupe.extensions.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.loupe.extensions.InstalledExtension.InstalledBundle;
import org.osgi.framework.Version;

/**
 * Which bundles there should be: the product's and those of enabled extensions. Of a bundle that
 * several of them bring the newest version is used, and the product's where both are equal.
 *
 * @param product those that stay
 * @param extensions by symbolic name
 */
record Composition(List<ProductBundle> product, Map<String, InstalledBundle> extensions) {
  /**
   * A bundle that was there before any extension.
   *
   * @param location by which the framework knows it
   */
  record ProductBundle(String symbolicName, Version version, String location) {}

  static Composition of(Collection<ProductBundle> product, Ledger ledger) {
    Map<String, Version> newest = new HashMap<>();
    product.forEach(
        bundle -> newest.merge(bundle.symbolicName, bundle.version, Composition::later));
    Map<String, InstalledBundle> extensions = new HashMap<>();
    for (Ledger.Entry entry : ledger.extensions()) {
      for (InstalledBundle bundle :
          entry.enabled() ? entry.bundles() : List.<InstalledBundle>of()) {
        Version version = Version.parseVersion(bundle.version());
        Version other = newest.get(bundle.symbolicName());
        if (other == null || version.compareTo(other) > 0) {
          newest.put(bundle.symbolicName(), version);
          extensions.put(bundle.symbolicName(), bundle);
        }
      }
    }
    List<ProductBundle> stay = new ArrayList<>(product);
    stay.removeIf(bundle -> extensions.containsKey(bundle.symbolicName));
    return new Composition(List.copyOf(stay), Map.copyOf(extensions));
  }

  private static Version later(Version one, Version other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
