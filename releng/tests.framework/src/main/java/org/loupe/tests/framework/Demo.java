package org.loupe.tests.framework;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the demo lies in the source tree. */
final class Demo {
  private Demo() {}

  /** The tests run somewhere below the repository's root. */
  static Path folder() throws IOException {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null) {
      Path demo = folder.resolve("product/demo");
      if (Files.isRegularFile(demo.resolve("loupe.json"))) {
        return demo;
      }
      folder = folder.getParent();
    }
    throw new IOException("there is no product/demo above " + Path.of("").toAbsolutePath());
  }
}
