package org.loupe.extensions.internal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.osgi.framework.Version;

/**
 * An OSGi feature (Compendium R8, chapter 159) with a digest beside each bundle.
 *
 * @param id Maven coordinates, {@code group:artifact:version}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record FeatureJson(
    @Nullable String id, @Nullable String name, @Nullable List<FeatureJson.Entry> bundles) {
  static final String FILE = "feature.json";
  private static final int MOST_NESTING = 20;

  /** One of its bundles. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Entry(
      @JsonProperty("symbolic-name") @Nullable String symbolicName,
      @Nullable String version,
      @Nullable String sha256,
      long size) {
    /** Where it is in the archive. */
    String path() {
      return "bundles/" + symbolicName + "-" + version + ".jar";
    }
  }

  static FeatureJson read(byte[] json, String label) throws BadInputException {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(MOST_NESTING).build())
            .build();
    try {
      FeatureJson feature = new ObjectMapper(factory).readValue(json, FeatureJson.class);
      if (feature == null) {
        throw new BadInputException(FILE + " in " + label + " is empty.");
      }
      feature.requireComplete(label);
      return feature;
    } catch (IOException e) {
      throw new BadInputException(
          FILE + " in " + label + " is no OSGi feature: " + firstLine(e) + ".", e);
    }
  }

  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("it cannot be read");
  }

  private void requireComplete(String label) throws BadInputException {
    if (id == null || id.split(":").length != 3) {
      throw new BadInputException(
          FILE + " in " + label + " has the id '" + id + "'; group:artifact:version was expected.");
    }
    if (bundles == null || bundles.isEmpty()) {
      throw new BadInputException(FILE + " in " + label + " lists no bundles.");
    }
    for (Entry bundle : bundles) {
      if (bundle.symbolicName == null
          || !bundle.symbolicName.matches("[A-Za-z0-9._-]{1,200}")
          || bundle.version == null
          || !bundle.version.matches("[A-Za-z0-9._-]{1,200}")
          || bundle.sha256 == null
          || !bundle.sha256.matches("[0-9a-fA-F]{64}")) {
        throw new BadInputException(
            FILE
                + " in "
                + label
                + " lists '"
                + bundle.symbolicName
                + "' without a usable name, version or SHA-256.");
      }
    }
  }

  /** The middle part of its coordinates. */
  String artifact() {
    return id == null ? "" : id.split(":")[1];
  }

  /** The version part of its coordinates as an OSGi version: {@code 1.2-rc} is {@code 1.2.0.rc}. */
  Version version() {
    return mavenVersion(id == null ? "" : id.split(":")[2]);
  }

  static Version mavenVersion(String maven) {
    String[] parts = maven.split("-", 2);
    StringBuilder version = new StringBuilder(parts[0].replaceAll("[^0-9.]", ""));
    if (version.isEmpty()) {
      return Version.emptyVersion;
    }
    if (parts.length == 2) {
      for (long dots = version.chars().filter(c -> c == '.').count(); dots < 2; dots++) {
        version.append(".0");
      }
      version.append('.').append(parts[1].replaceAll("[^A-Za-z0-9_-]", "_"));
    }
    return BundleFile.version(version.toString());
  }
}
