package org.loupe.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.loupe.model.Dimension.CLASS;
import static org.loupe.model.Dimension.WINDOW;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.checkpoint.EntryBytes;
import org.loupe.checkpoint.ProbeWriter;
import org.loupe.checkpoint.ProbeWriter.Depth;
import org.loupe.checkpoint.ProbedArchive;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Probes.Verification;
import org.loupe.model.Probes.Verification.State;
import org.loupe.model.Query;
import org.loupe.model.SessionOptions;

@DisplayName("The first evaluation of a checkpoint")
class VerificationTest extends RuntimeFixture {

  private static final Query STEP = Query.outputs("step");

  @TempDir Path archives;

  /** Writes archives as Loupe does, some of them wrong. */
  private static final class Archiver implements ProbeArchiver {
    private final Set<Depth> refused = EnumSet.noneOf(Depth.class);
    private final Set<Depth> unloadable = EnumSet.noneOf(Depth.class);
    private final Set<Depth> wrong = EnumSet.noneOf(Depth.class);
    private final List<Depth> written = new ArrayList<>();

    @Override
    public ProbedArchive write(Path archive, Depth depth, Map<String, EntryBytes> replaced, Path to)
        throws BadInputException {
      written.add(depth);
      if (refused.contains(depth)) {
        throw new BadInputException("It was refused.");
      }
      if (unloadable.contains(depth)) {
        try {
          Files.writeString(to, "no archive");
        } catch (IOException e) {
          throw new IllegalStateException(e);
        }
        return new ProbedArchive(to, depth, List.of(), List.of());
      }
      // Other numbers in a weight: the outputs change.
      return ProbeWriter.write(
          archive,
          depth,
          wrong.contains(depth) ? Map.of("data/0", () -> new byte[80]) : replaced,
          to);
    }

    @Override
    public ProbedArchive plan(Path archive, Depth depth) throws BadInputException {
      return ProbeWriter.plan(archive, depth);
    }
  }

  private DjlModelRuntime with(Archiver archiver) {
    runtime.close();
    RuntimeSettings settings = RuntimeSettings.of(TestRuntime.STATE.toAbsolutePath());
    runtime =
        new DjlModelRuntime(
            new RuntimeSettings(
                settings.cache(),
                archives,
                settings.archiveBytes(),
                settings.memory(),
                settings.threads()),
            archiver);
    return runtime;
  }

  private Verification verified(Archiver archiver) throws LoupeException {
    try (ModelSession session = with(archiver).open(InnerModel.checkpoint(), SessionOptions.AUTO)) {
      assertThat(session.probes().verification().state()).isEqualTo(State.NOT_YET);
      float[] outputs = one(session, InnerModel.windows(), STEP).outputs().get("step").values();
      InnerModel.assertEqual(
          one(session, InnerModel.windows(), STEP).outputs().get("step"), "step", 1e-6);
      assertThat(outputs).isNotEmpty();
      return session.probes().verification();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @DisplayName("finds that probes change nothing, and keeps that for the next session")
  void verified() throws LoupeException {
    Archiver archiver = new Archiver();
    assertThat(verified(archiver)).isEqualTo(new Verification(State.VERIFIED, true, ""));
    try (ModelSession session = open(InnerModel.checkpoint())) {
      assertThat(session.probes().verification().state()).isEqualTo(State.VERIFIED);
      assertThat(session.probes().find("act#1")).isPresent();
      assertThat(one(session, InnerModel.windows(), Query.probes("act#1")).probes())
          .containsKey("act#1");
    }
    assertThat(archiver.written).containsExactly(Depth.ATTENTION);
  }

  @Test
  @DisplayName("is the first again when the archive is gone")
  void cacheGone() throws LoupeException, IOException {
    Archiver archiver = new Archiver();
    verified(archiver);
    try (Stream<Path> files = Files.list(archives)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".pt")).toList()) {
        Files.delete(file);
      }
    }
    assertThat(verified(archiver).state()).isEqualTo(State.VERIFIED);
    assertThat(archiver.written).containsExactly(Depth.ATTENTION, Depth.ATTENTION);
  }

  @Test
  @DisplayName("goes on without attention weights if those change the outputs")
  void withoutAttention() throws LoupeException {
    Archiver archiver = new Archiver();
    archiver.wrong.add(Depth.ATTENTION);
    Verification verification = verified(archiver);
    assertThat(verification.state()).isEqualTo(State.WITHOUT_ATTENTION);
    assertThat(verification.remark())
        .contains(
            "Attention weights cannot be looked at: the outputs changed with nothing looked at");
    try (ModelSession session = open(InnerModel.checkpoint())) {
      assertThat(session.probes().verification()).isEqualTo(verification);
      assertThat(session.probes().find("attn@attention")).isEmpty();
      assertThat(one(session, InnerModel.windows(), Query.probes("attn")).probes())
          .containsKey("attn");
      assertThatThrownBy(() -> one(session, InnerModel.windows(), Query.probes("attn@attention")))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("no probe 'attn@attention'")
          .hasMessageContaining("the outputs changed");
    }
    assertThat(archiver.written).containsExactly(Depth.ATTENTION, Depth.MODULES);
  }

  @Test
  @DisplayName("goes on as it was saved if any probe changes the outputs")
  void withoutProbes() throws LoupeException {
    Archiver archiver = new Archiver();
    archiver.wrong.addAll(EnumSet.allOf(Depth.class));
    Verification verification = verified(archiver);
    assertThat(verification.state()).isEqualTo(State.WITHOUT_PROBES);
    assertThat(verification.deterministic()).isTrue();
    assertThat(verification.remark()).startsWith("The model can only be run as it is: ");
    assertThat(archiver.written).containsExactly(Depth.ATTENTION, Depth.MODULES, Depth.PLAIN);
    refused(
        BadInputException.class,
        InnerModel.checkpoint(),
        InnerModel.windows(),
        Query.probes("attn"),
        "no probe 'attn'",
        "can only be run as it is");
  }

  @Test
  @DisplayName("knows of archives that could not be written or loaded with probes")
  void stepsDown() throws LoupeException {
    Archiver archiver = new Archiver();
    archiver.refused.add(Depth.ATTENTION);
    archiver.unloadable.add(Depth.MODULES);
    Verification verification = verified(archiver);
    assertThat(verification.state()).isEqualTo(State.WITHOUT_PROBES);
    assertThat(verification.remark()).contains("can only be run as it is", "does not load");
  }

  @Test
  @DisplayName("works where nothing can be kept")
  void nowhereToKeep() throws LoupeException, IOException {
    archives = Files.writeString(archives.resolve("file"), "in the way");
    Verification verification = verified(new Archiver());
    assertThat(verification.state()).isEqualTo(State.WITHOUT_PROBES);
    assertThat(verification.remark()).contains("can only be run as it is", "file");
  }

  private static Checkpoint noisy() {
    return TestModels.checkpoint(
        "noisy", TestModels.card(Cards.categorical("sums", 3, WINDOW, CLASS)));
  }

  @Test
  @DisplayName("notices a forward that is not deterministic, and can verify it all the same")
  void noise() throws LoupeException {
    with(new Archiver());
    try (ModelSession session = open(noisy())) {
      one(session, TestModels.windows(), Query.outputs("sums"));
      Verification verification = session.probes().verification();
      assertThat(verification.deterministic()).isFalse();
      assertThat(verification.state()).isEqualTo(State.VERIFIED);
      assertThat(verification.remark()).contains("other outputs each time");
    }
  }
}
