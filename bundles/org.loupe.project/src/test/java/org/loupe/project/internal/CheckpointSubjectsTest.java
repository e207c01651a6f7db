package org.loupe.project.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.Forwards;
import org.loupe.model.BatchSource;
import org.loupe.model.Checkpoint;
import org.loupe.model.Device;
import org.loupe.model.EngineInfo;
import org.loupe.model.ModelCard;
import org.loupe.model.ModelException;
import org.loupe.model.ModelRuntime;
import org.loupe.model.ModelSession;
import org.loupe.model.Probes;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.SessionOptions;
import org.loupe.model.Sink;
import org.loupe.model.Windows;
import org.loupe.project.Subjects.OpenSubject;
import org.loupe.testkit.FakeDataset;

@DisplayName("A subject")
class CheckpointSubjectsTest {
  private final List<String> events = new ArrayList<>();
  private final CheckpointSubjects subjects = new CheckpointSubjects();
  private final FakeRuntime runtime = new FakeRuntime();

  private final class FakeRuntime implements ModelRuntime {
    @Override
    public List<Device> devices() {
      return List.of(Device.CPU);
    }

    @Override
    public ModelSession open(Checkpoint checkpoint, SessionOptions options) {
      events.add("opened " + checkpoint.name());
      return new FakeSession(checkpoint);
    }
  }

  private final class FakeSession implements ModelSession {
    private final Checkpoint checkpoint;

    FakeSession(Checkpoint checkpoint) {
      this.checkpoint = checkpoint;
    }

    @Override
    public Checkpoint checkpoint() {
      return checkpoint;
    }

    @Override
    public Device device() {
      return Device.CPU;
    }

    @Override
    public EngineInfo engine() {
      return new EngineInfo("fake", "1", "none");
    }

    @Override
    public Probes probes() {
      return Probes.NONE;
    }

    @Override
    public Report evaluate(BatchSource in, Query query, Sink out, Progress progress) {
      return new Report(1);
    }

    @Override
    public void close() {
      events.add("closed");
    }
  }

  @Test
  @DisplayName("opens its session by need, once, and closes it")
  void session() throws Exception {
    subjects.bindRuntime(runtime);
    try (OpenSubject subject = subject()) {
      assertThat(events).isEmpty();
      assertThat(subject.session()).isSameAs(subject.session());
      assertThat(subject.seed()).isEqualTo(42);
    }
    assertThat(events).containsExactly("opened late", "closed");
  }

  @Test
  @DisplayName("that was released has no session until the next is wanted")
  void released() throws Exception {
    subjects.bindRuntime(runtime);
    try (OpenSubject subject = subject()) {
      subject.release();
      assertThat(events).isEmpty();
      subject.session();
      subject.release();
      subject.release();
      assertThat(events).containsExactly("opened late", "closed");
      subject.session();
    }
    assertThat(events).containsExactly("opened late", "closed", "opened late", "closed");
  }

  @Test
  @DisplayName("that was never asked for a session closes none, and opens none once closed")
  void closed() {
    subjects.bindRuntime(runtime);
    OpenSubject subject = subject();
    subject.close();
    subject.close();

    assertThat(events).isEmpty();
    assertThatThrownBy(subject::session).isInstanceOf(ModelException.class);
  }

  @Test
  @DisplayName("says so where no runtime is installed, and finds one that comes later")
  void noRuntime() throws Exception {
    try (OpenSubject subject = subject()) {
      subjects.bindRuntime(runtime);
      subjects.unbindRuntime(runtime);
      assertThatThrownBy(subject::session)
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("org.loupe.runtime is not installed");
      subjects.bindRuntime(runtime);
      assertThat(subject.session().engine().name()).isEqualTo("fake");
    }
  }

  private OpenSubject subject() {
    ModelCard card = ModelCard.of("it", List.of(), List.of(), List.of());
    return subjects.of(
        new Checkpoint("late", Path.of("late.ts.pt"), null, "ab", card),
        new Windows(new FakeDataset("test"), new int[0]),
        42,
        SessionOptions.AUTO);
  }

  @Test
  @DisplayName("shares its forwards with every other subject")
  void forwards() {
    assertThat(subject().forwards()).isSameAs(subject().forwards());
    assertThat(subject().forwards()).isNotSameAs(Forwards.NONE);
  }
}
