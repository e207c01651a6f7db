package org.loupe.releng;

import aQute.bnd.osgi.repository.XMLResourceGenerator;
import aQute.bnd.osgi.resource.CapReqBuilder;
import aQute.bnd.osgi.resource.ResourceBuilder;
import aQute.bnd.version.Version;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.osgi.framework.namespace.IdentityNamespace;
import org.osgi.service.repository.ContentNamespace;

/**
 * An OSGi repository index (Compendium R8, chapter 132) with the SHA-256 and the size of every
 * file. The same files give the same bytes.
 */
final class RepositoryIndex {
  /** The type of a feature archive's identity; a bundle's is {@code osgi.bundle}. */
  static final String FEATURE = "osgi.feature";

  private final XMLResourceGenerator generator;

  RepositoryIndex(String name) {
    generator = new XMLResourceGenerator().name(name).increment(0);
  }

  /**
   * Adds a bundle with all that its manifest says.
   *
   * @param place where it lies, relative to the index
   */
  void add(FeatureBundle bundle, Path file, String place) throws IOException {
    ResourceBuilder builder = new ResourceBuilder();
    try {
      builder.addFile(file.toFile(), URI.create(place));
    } catch (Exception e) {
      throw new IOException("Cannot index " + bundle.id() + ": " + e.getMessage(), e);
    }
    generator.resource(builder.build());
  }

  /**
   * Adds a feature archive, which requires each of its bundles in the version that it holds.
   *
   * @param place where it lies, relative to the index
   */
  void add(Feature feature, Path archive, String place) throws IOException {
    ResourceBuilder builder = new ResourceBuilder();
    try {
      builder.addCapability(
          new CapReqBuilder(IdentityNamespace.IDENTITY_NAMESPACE)
              .addAttribute(IdentityNamespace.IDENTITY_NAMESPACE, feature.artifact())
              .addAttribute(IdentityNamespace.CAPABILITY_TYPE_ATTRIBUTE, FEATURE)
              .addAttribute(
                  IdentityNamespace.CAPABILITY_VERSION_ATTRIBUTE, new Version(feature.version()))
              .addAttribute("name", feature.name()));
      builder.addCapability(
          new CapReqBuilder(ContentNamespace.CONTENT_NAMESPACE)
              .addAttribute(ContentNamespace.CONTENT_NAMESPACE, FeatureBundle.digest(archive))
              .addAttribute(ContentNamespace.CAPABILITY_URL_ATTRIBUTE, place)
              .addAttribute(ContentNamespace.CAPABILITY_SIZE_ATTRIBUTE, Files.size(archive))
              .addAttribute(ContentNamespace.CAPABILITY_MIME_ATTRIBUTE, "application/zip"));
      for (FeatureBundle bundle : feature.bundles()) {
        String filter =
            "(&(osgi.identity=%s)(type=osgi.bundle)(version=%s))"
                .formatted(bundle.symbolicName(), bundle.version());
        builder.addRequirement(
            new CapReqBuilder(IdentityNamespace.IDENTITY_NAMESPACE)
                .addDirectives(Map.of("filter", filter)));
      }
    } catch (Exception e) {
      throw new IOException("Cannot index " + archive + ": " + e.getMessage(), e);
    }
    generator.resource(builder.build());
  }

  byte[] toXml() throws IOException {
    ByteArrayOutputStream xml = new ByteArrayOutputStream();
    generator.save(xml);
    return xml.toByteArray();
  }
}
