package org.loupe.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Storage of the framework")
class StorageTest {
  @TempDir Path root;

  @Test
  @DisplayName("is never shared by two that run at the same time")
  void apart() throws LaunchException, IOException {
    try (Storage first = Storage.claim(root, "batch");
        Storage second = Storage.claim(root, "batch")) {
      assertThat(first.folder()).isNotEqualTo(second.folder());
    }
  }

  @Test
  @DisplayName("is used again once it is free")
  void again() throws LaunchException, IOException {
    Path folder;
    try (Storage first = Storage.claim(root, "batch")) {
      folder = first.folder();
    }
    try (Storage second = Storage.claim(root, "batch")) {
      assertThat(second.folder()).isEqualTo(folder);
    }
  }
}
