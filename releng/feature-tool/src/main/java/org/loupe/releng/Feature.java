package org.loupe.releng;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * An OSGi feature (Compendium R8, chapter 159) with a digest beside each bundle.
 *
 * @param formatVersion of the feature format
 * @param id Maven coordinates of the feature
 * @param name for people
 * @param complete whether the feature needs nothing outside itself
 * @param bundles ordered by symbolic name
 */
@JsonPropertyOrder({"feature-resource-version", "id", "name", "complete", "bundles"})
record Feature(
    @JsonProperty("feature-resource-version") String formatVersion,
    String id,
    String name,
    boolean complete,
    List<FeatureBundle> bundles) {

  Feature(String id, String name, List<FeatureBundle> bundles) {
    this("1.0", id, name, false, List.copyOf(bundles));
  }

  static Feature read(InputStream json) throws IOException {
    return new ObjectMapper().readValue(json, Feature.class);
  }

  /** The artifact of its coordinates: {@code org.loupe.feature.sequence}. */
  String artifact() {
    return id.split(":")[1];
  }

  /** The version of its coordinates as OSGi writes it: {@code 0.1.0.SNAPSHOT}. */
  String version() {
    return id.split(":")[2].replace('-', '.');
  }

  byte[] toJson() throws IOException {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    return new ObjectMapper().writer(printer).writeValueAsBytes(this);
  }
}
