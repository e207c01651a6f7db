package org.loupe.extensions.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipFile;
import org.apache.felix.utils.resource.ResourceBuilder;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * What a jar's manifest says.
 *
 * @param identity name, version and licence
 * @param name {@code Bundle-Name} for people
 */
record BundleFile(Identity identity, String name) {
  private static final int MOST_MANIFEST = 4 << 20;
  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  /**
   * Reads it.
   *
   * @param label what it is, for messages
   * @throws BadInputException if the file is no bundle
   */
  static BundleFile read(Path file, String label) throws BadInputException {
    BoundedZip.check(file, label);
    Map<String, String> headers = headers(file, label);
    String symbolicName = headers.get(Constants.BUNDLE_SYMBOLICNAME);
    if (symbolicName == null || !headers.containsKey(Constants.BUNDLE_MANIFESTVERSION)) {
      throw new BadInputException(
          label
              + " is no bundle: its manifest has no "
              + (symbolicName == null
                  ? Constants.BUNDLE_SYMBOLICNAME
                  : Constants.BUNDLE_MANIFESTVERSION)
              + ". A bundle, a feature archive or a repository index was expected.");
    }
    try {
      var resource = ResourceBuilder.build(label, headers);
      Identity identity = Identity.of(resource, headers.get(Constants.BUNDLE_LICENSE));
      String name = headers.getOrDefault(Constants.BUNDLE_NAME, identity.symbolicName());
      return new BundleFile(identity, name.startsWith("%") ? identity.symbolicName() : name);
    } catch (BundleException | IllegalArgumentException e) {
      throw new BadInputException(
          label + " has a manifest that the framework would not take: " + e.getMessage() + ".", e);
    }
  }

  private static Map<String, String> headers(Path file, String label) throws BadInputException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      byte[] manifest = BoundedZip.small(zip, MANIFEST, MOST_MANIFEST, label);
      Map<String, String> headers = new LinkedHashMap<>();
      new java.util.jar.Manifest(new ByteArrayInputStream(manifest))
          .getMainAttributes()
          .forEach((key, value) -> headers.put(key.toString(), value.toString().strip()));
      return headers;
    } catch (IOException e) {
      throw BoundedZip.damaged(label, e);
    }
  }

  /** Version as an OSGi version; what is none counts as 0. */
  static Version version(@Nullable Object value) {
    if (value instanceof Version version) {
      return version;
    }
    try {
      return value == null ? Version.emptyVersion : Version.parseVersion(value.toString());
    } catch (IllegalArgumentException e) {
      return Version.emptyVersion;
    }
  }
}
