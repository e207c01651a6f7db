package org.loupe.extensions.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder in which extensions are kept: {@code installed.json}, the bundles by digest, and while
 * something changes a journal.
 */
record StateFolder(Path root) {
  Path ledger() {
    return root.resolve("installed.json");
  }

  Path journal() {
    return root.resolve("journal.json");
  }

  Path lock() {
    return root.resolve("lock");
  }

  Path repositories() {
    return root.resolve("repositories.json");
  }

  Path store() {
    return root.resolve("sha256");
  }

  Path staging() {
    return root.resolve("staging");
  }

  StateFolder create() throws IOException {
    Files.createDirectories(store());
    Files.createDirectories(staging());
    return this;
  }
}
