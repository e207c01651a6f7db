package org.loupe.extensions.internal;

import java.net.URI;
import java.nio.file.Path;

/** Where an offered file is, and what it must be. */
sealed interface Content {
  /** Bytes; 0 where it is not known. */
  long size();

  /** Lower-case hex; empty where it is not known. */
  String sha256();

  /** A file that was read already, whose digest is what is in it. */
  record Here(Path file, long size, String sha256) implements Content {}

  /** A file that is fetched by need; its digest is what the index promises. */
  record There(URI address, long size, String sha256) implements Content {}
}
