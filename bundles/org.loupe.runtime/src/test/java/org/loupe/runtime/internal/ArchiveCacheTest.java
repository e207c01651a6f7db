package org.loupe.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.model.BadInputException;

@DisplayName("The cache of archives")
class ArchiveCacheTest {

  private static final int SIZE = 100;

  @TempDir Path folder;
  private ArchiveCache cache;
  private int written;

  @BeforeEach
  void create() {
    cache = new ArchiveCache(folder.resolve("archives"), 2 * SIZE);
  }

  private Path hold(String name) throws BadInputException, IOException {
    return cache.hold(
        name,
        to -> {
          written++;
          try {
            Files.write(to, new byte[SIZE]);
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static void lastUsed(Path file, int hoursAgo) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(hoursAgo))));
  }

  @Test
  @DisplayName("writes a file once")
  void once() throws BadInputException, IOException {
    Path file = hold("a");
    assertThat(hold("a")).isEqualTo(file).exists();
    assertThat(written).isEqualTo(1);
  }

  @Test
  @DisplayName("removes what was not used for longest when it is full")
  void leastRecentlyUsed() throws BadInputException, IOException {
    for (String name : new String[] {"a", "b"}) {
      cache.release(hold(name));
    }
    lastUsed(cache.file("a"), 1);
    lastUsed(cache.file("b"), 2);
    hold("c");
    assertThat(cache.file("a")).exists();
    assertThat(cache.file("b")).doesNotExist();
  }

  @Test
  @DisplayName("removes nothing that is held, nor what another may be about to load")
  void kept() throws BadInputException, IOException {
    hold("held");
    lastUsed(cache.file("held"), 3);
    cache.release(hold("fresh"));
    hold("c");
    assertThat(cache.file("held")).exists();
    assertThat(cache.file("fresh")).exists();
    cache.release(cache.file("held"));
    hold("d");
    assertThat(cache.file("held")).doesNotExist();
  }

  @Test
  @DisplayName("holds nothing that could not be written")
  void failure() throws BadInputException, IOException {
    assertThatThrownBy(
            () ->
                cache.hold(
                    "a",
                    to -> {
                      throw new BadInputException("no");
                    }))
        .isInstanceOf(BadInputException.class);
    hold("a");
    assertThat(written).isEqualTo(1);
  }
}
