package org.loupe.tests.product;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.loupe.testkit.BundleJar;

/** An extension with a method, a library, and something that comes and goes with its versions. */
final class Extension {
  private static final String METHOD =
      """
      package heat;

      import java.util.List;
      import java.util.Map;
      import org.loupe.analysis.*;
      import org.loupe.model.*;

      public class Heat implements Analyzer<Heat.Settings, Heat.Answer> {
        public record Settings() {}

        public record Answer(Provenance provenance) implements Result {
          public Map<String, Tensor> arrays() { return Map.of(); }
          public List<Scalar> scalars() { return List.of(); }
          public List<Table> tables() { return List.of(); }
          public List<Finding> findings() { return List.of(); }
        }

        public Info info() {
          return new Info("heat", "Heat", "How warm a model is.", "Nothing.", "none", "1",
              List.of());
        }

        public Class<Settings> parameterType() { return Settings.class; }
        public Class<Answer> resultType() { return Answer.class; }
        public Settings defaults(Subject subject) { return new Settings(); }

        public Answer analyze(Subject subject, Settings settings, Progress progress)
            throws LoupeException {
          throw new ModelException("It has grown cold.");
        }
      }
      """;

  private Extension() {}

  /** Its feature archive. */
  static Path archive(Path folder, String version, String... companions) throws IOException {
    Path place = Files.createDirectories(folder.resolve(version));
    List<Path> jars = new ArrayList<>();
    jars.add(method(version).write(place));
    jars.add(library(version).write(place));
    for (String companion : companions) {
      jars.add(new BundleJar("org.example." + companion, version).write(place));
    }
    return Archives.of(
        folder, "org.example:org.example.heating:" + version, jars.toArray(Path[]::new));
  }

  private static BundleJar method(String version) {
    return new BundleJar("org.example.heat", version)
        .header("Import-Package", "org.loupe.analysis,org.loupe.model,warm")
        .source("heat.Heat", METHOD)
        .component("heat.Heat", "org.loupe.analysis.Analyzer");
  }

  private static BundleJar library(String version) {
    return new BundleJar("org.example.warm", version)
        .header("Export-Package", "warm;version=" + version)
        .source("warm.Warm", "package warm; public class Warm {}");
  }

  static String digest(Path file) throws IOException {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
