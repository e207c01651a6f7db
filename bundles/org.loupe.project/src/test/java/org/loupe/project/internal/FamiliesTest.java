package org.loupe.project.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.ModelCard;
import org.loupe.model.Wiring;
import org.loupe.project.ModelFamily;
import org.loupe.project.internal.card.CardReader;
import org.loupe.project.internal.data.Sha256;

@DisplayName("Families of models")
class FamiliesTest {
  /** A state dict, and the archive it was trained as. */
  private static final Path DEMO = Path.of("../../product/demo");

  private static final Path DICT = DEMO.resolve("checkpoints/late.pt");
  private static final Path ARCHIVE = DEMO.resolve("checkpoints/late.ts.pt");

  @TempDir private Path folder;
  private ModelCard card;
  private Families families;
  private FileProjects projects;
  private final DemoFamily family = new DemoFamily();

  /** Knows the demo, whose archive it copies. */
  private static final class DemoFamily implements ModelFamily {
    int written;
    String identity = "one";
    @Nullable String problem;

    @Override
    public Optional<Member> recognise(Path file, @Nullable ModelCard card) {
      return Optional.of(new Member("a demo", List.of(), problem, identity, Map.of()));
    }

    @Override
    public void write(Path file, @Nullable ModelCard card, Path archive) throws BadInputException {
      written++;
      try {
        Files.copy(ARCHIVE, archive);
      } catch (IOException e) {
        throw new BadInputException(e.toString(), e);
      }
    }

    @Override
    public Optional<Wiring> wiring(Path file, @Nullable ModelCard card) {
      return Optional.empty();
    }
  }

  @BeforeEach
  void start() throws BadInputException {
    card = new CardReader().read(DEMO.resolve("demo.card.json"));
    families = new Families(folder.resolve("families"));
    projects = new FileProjects(families);
  }

  private Checkpoint open() throws BadInputException {
    return projects.checkpoint("it", DICT, null, card);
  }

  @Test
  @DisplayName("come and go: without one a state dict needs an architecture")
  void comeAndGo() throws BadInputException {
    assertThatThrownBy(this::open)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("training checkpoint without code");
    assertThat(projects.family(DICT, card)).isEmpty();

    families.add(family);
    assertThat(projects.family(DICT, card).orElseThrow().description()).isEqualTo("a demo");
    Checkpoint checkpoint = open();
    assertThat(checkpoint.file()).startsWith(folder).hasSameBinaryContentAs(ARCHIVE);
    assertThat(checkpoint.file().getFileName().toString()).startsWith("late-");
    assertThat(checkpoint.sha256()).isEqualTo(Sha256.of(ARCHIVE));

    families.remove(family);
    assertThatThrownBy(this::open).hasMessageContaining("training checkpoint without code");
  }

  @Test
  @DisplayName("write an archive once for a file and what is known of it")
  void once() throws BadInputException {
    families.add(family);
    Path first = open().file();
    assertThat(open().file()).isEqualTo(first);
    assertThat(family.written).isEqualTo(1);
    family.identity = "another";
    assertThat(open().file()).isNotEqualTo(first);
    assertThat(family.written).isEqualTo(2);
  }

  @Test
  @DisplayName("say what they lack, and write nothing")
  void lacking() {
    families.add(family);
    family.problem = "The demo lacks a colour; write it into the card.";
    assertThatThrownBy(this::open).hasMessage(family.problem);
    assertThat(family.written).isZero();
  }

  @Test
  @DisplayName("are not asked about archives, cards and datasets")
  void others() throws BadInputException {
    families.add(family);
    assertThat(projects.family(ARCHIVE, null)).isEmpty();
    assertThat(projects.family(DEMO.resolve("demo.card.json"), null)).isEmpty();
    assertThat(projects.checkpoint("it", ARCHIVE, null, card).file()).isEqualTo(ARCHIVE);
    assertThat(projects.checkpoint("it", DICT, ARCHIVE, card).file()).isEqualTo(DICT);
  }

  @Test
  @DisplayName("keep no more than a bounded number of bytes, the oldest archives going first")
  void trimmed() throws Exception {
    families.add(family);
    Path kept = Files.createDirectories(folder.resolve("families"));
    Path old = sparse(kept.resolve("old.ts.pt"), Duration.ofDays(9));
    Path older = sparse(kept.resolve("older.ts.pt"), Duration.ofDays(10));
    Path fresh = sparse(kept.resolve("fresh.ts.pt"), Duration.ofHours(1));
    Path given = open().file();
    assertThat(older).doesNotExist();
    assertThat(old).doesNotExist();
    assertThat(fresh).exists();
    assertThat(given).exists();
  }

  /** Most of what may be kept, without room on the disk. */
  private static Path sparse(Path file, Duration age) throws IOException {
    try (var content = new RandomAccessFile(file.toFile(), "rw")) {
      content.setLength((1L << 30) - 10);
    }
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    return file;
  }
}
