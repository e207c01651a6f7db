package org.loupe.releng;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * One bundle of a feature, as {@code feature.json} lists it.
 *
 * @param id Maven coordinates, {@code group:artifact:version}
 * @param symbolicName {@code Bundle-SymbolicName} without its directives
 * @param version {@code Bundle-Version}
 * @param sha256 digest of the file, lower-case hex
 * @param size bytes of the file
 * @param source where the file lies during the build; absent in a feature that was read back
 */
public record FeatureBundle(
    String id,
    @JsonProperty("symbolic-name") String symbolicName,
    String version,
    String sha256,
    long size,
    @JsonIgnore @Nullable Path source) {

  /** Reads what there is to know of a bundle's file. */
  static FeatureBundle of(String id, Path file) throws IOException {
    try (JarFile jar = new JarFile(file.toFile())) {
      Manifest manifest = jar.getManifest();
      Attributes headers = manifest == null ? new Attributes() : manifest.getMainAttributes();
      String name = headers.getValue("Bundle-SymbolicName");
      if (name == null) {
        throw new IOException(
            "Found "
                + file
                + " without Bundle-SymbolicName; a feature holds bundles only. Wrap it.");
      }
      String symbolicName = name.replaceFirst(";.*", "").trim();
      String version = headers.getValue("Bundle-Version");
      return new FeatureBundle(id, symbolicName, version, digest(file), Files.size(file), file);
    }
  }

  /** Returns the name of the file inside archives and product. */
  @JsonIgnore
  String fileName() {
    return symbolicName + "-" + version + ".jar";
  }

  /** Returns the SHA-256 of a file, lower-case hex. */
  static String digest(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        DigestInputStream digesting = new DigestInputStream(in, sha256Digest())) {
      digesting.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
    }
  }

  private static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
