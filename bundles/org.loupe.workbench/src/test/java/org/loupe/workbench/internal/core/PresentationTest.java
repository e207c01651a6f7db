package org.loupe.workbench.internal.core;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.Result;

@DisplayName("What a view shows")
class PresentationTest {
  private static final int[] MANY = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
  private final Bench bench = new Bench();
  private final Presentation presentation = new Presentation(bench.runs);

  private List<RunRequest> of(int... windows) {
    return Stream.of("A", "B").map(name -> bench.request(name, windows)).toList();
  }

  private Presentation.Snapshot update(List<RunRequest> chosen) {
    return presentation.update(chosen, of(0));
  }

  @Test
  @DisplayName("is one window at first, with an offer of the others")
  void preview() {
    Presentation.Snapshot snapshot = update(of(MANY));
    assertThat(snapshot.slots()).allMatch(slot -> slot.request().windows().size() == 1);
    assertThat(snapshot.slots()).allMatch(slot -> slot.state().isBusy());
    assertThat(snapshot.offers()).hasSize(1);
    assertThat(snapshot.offers().get(0).more()).isTrue();
    assertThat(snapshot.offers().get(0).windows()).isEqualTo(10);
  }

  @Test
  @DisplayName("is what was chosen, by itself, once it is known to take less than a second")
  void cheap() {
    update(of(MANY));
    bench.worker.drain();
    Presentation.Snapshot snapshot = update(of(MANY));
    assertThat(snapshot.slots()).allMatch(slot -> slot.request().windows().size() == 10);
    assertThat(snapshot.slots()).allMatch(slot -> slot.state().isBusy() && slot.outdated());
    bench.worker.drain();
    snapshot = update(of(MANY));
    assertThat(snapshot.slots()).allMatch(slot -> !slot.outdated());
    assertThat(snapshot.offers()).isEmpty();
  }

  @Test
  @DisplayName("stays in place, outdated, when an edit takes longer")
  void outdated() {
    bench.takes(ofMillis(150));
    update(of(MANY));
    bench.worker.drain();
    Presentation.Snapshot snapshot = update(of(MANY));
    assertThat(snapshot.slots()).allMatch(slot -> slot.request().windows().size() == 1);
    bench.runs.start(of(MANY));
    bench.takes(Duration.ZERO);
    bench.worker.drain();
    assertThat(update(of(MANY)).slots())
        .allMatch(slot -> slot.result() != null && slot.request().windows().size() == 10);
  }

  @Test
  @DisplayName("waits for a click on what takes longer, and says how long")
  void offered() {
    bench.takes(ofMillis(150));
    update(of(MANY));
    bench.worker.drain();
    Presentation.Offer offer = update(of(MANY)).offers().get(0);
    assertThat(offer.requests()).isEqualTo(of(MANY));
    assertThat(offer.estimate().orElseThrow().bound()).isTrue();
    assertThat(bench.runs.jobs().get()).isEmpty();
  }

  @Test
  @DisplayName("is one window, by itself, in a view that opens again and is slow")
  void opensAgain() {
    bench.takes(ofMillis(600));
    for (int first : new int[] {1, 2}) {
      bench.runs.start(of(first));
      bench.worker.drain();
    }
    assertThat(bench.runs.estimate(of(0)).orElseThrow().time()).isGreaterThan(ofSeconds(1));

    Presentation.Snapshot snapshot = update(of(0));

    assertThat(snapshot.slots()).allMatch(slot -> slot.state().isBusy());
    bench.worker.drain();
    assertThat(update(of(3)).offers()).as("an edit waits for a click").hasSize(1);
    assertThat(bench.runs.jobs().get()).isEmpty();
  }

  @Test
  @DisplayName("is one window of a checkpoint that has no figures yet, beside others that have")
  void fillsGaps() {
    bench.takes(ofMillis(600));
    update(of(0).subList(0, 1));
    bench.worker.drain();
    update(of(1).subList(0, 1));
    bench.worker.drain();

    assertThat(bench.runs.estimate(of(3)).orElseThrow().time()).isGreaterThan(ofSeconds(1));
    List<Presentation.Slot> slots = update(of(3)).slots();

    assertThat(slots.get(0).outdated()).as("an edit waits for a click").isTrue();
    assertThat(slots.get(0).state()).isInstanceOf(RunState.Missing.class);
    assertThat(slots.get(1).state().isBusy()).as("B has nothing to show").isTrue();
  }

  /** Looks for everything once and finds nothing. */
  private static final class Nowhere implements KeptResults {
    private final Set<RunRequest> asked = new HashSet<>();

    @Override
    public boolean mayHold(RunRequest request) {
      return !asked.contains(request);
    }

    @Override
    public Optional<RunState.Done> find(RunRequest request, InstalledMethod<?, ?> method) {
      asked.add(request);
      return Optional.empty();
    }

    @Override
    public void keep(RunRequest request, InstalledMethod<?, ?> method, Result result) {}
  }

  @Test
  @DisplayName(
      "stays as it is, and nothing begins, while it is looked for what was computed before")
  void sought() {
    Nowhere kept = new Nowhere();
    Bench looking = new Bench(kept);
    Presentation shown = new Presentation(looking.runs);
    List<RunRequest> many = Stream.of("A", "B").map(name -> looking.request(name, MANY)).toList();
    List<RunRequest> one = Stream.of("A", "B").map(name -> looking.request(name, 0)).toList();
    shown.update(many, one);
    looking.worker.step();
    shown.update(many, one);
    assertThat(looking.runs.jobs().get()).as("A is not there, B is still sought").isEmpty();
    looking.worker.drain();
    shown.update(many, one);
    looking.worker.drain();
    shown.update(many, one);
    assertThat(looking.runs.jobs().get()).hasSize(2);
    looking.takes(ofMillis(150));
    looking.worker.drain();
    assertThat(shown.update(many, one).slots()).allMatch(slot -> slot.result() != null);

    kept.asked.clear();

    assertThat(shown.update(many, one).slots()).allMatch(PresentationTest::isOfOneWindow);
    looking.worker.step();
    assertThat(shown.update(many, one).slots()).allMatch(PresentationTest::isOfOneWindow);
    looking.worker.drain();
    assertThat(shown.update(many, one).slots()).allMatch(PresentationTest::isOfOneWindow);
  }

  private static boolean isOfOneWindow(Presentation.Slot slot) {
    return slot.request().windows().size() == 1 && slot.result() != null && !slot.outdated();
  }

  @Test
  @DisplayName("does not begin again what was cancelled")
  void cancelled() {
    update(of(3));
    bench.runs.cancel(of(3));
    Presentation.Snapshot snapshot = update(of(3));
    assertThat(snapshot.slots()).allMatch(slot -> slot.state() instanceof RunState.Cancelled);
    assertThat(snapshot.offers()).extracting(Presentation.Offer::requests).containsExactly(of(3));
  }

  @Test
  @DisplayName("is nothing without checkpoints")
  void nothing() {
    assertThat(presentation.update(List.of(), List.of()).slots()).isEmpty();
  }

  @Test
  @DisplayName("is cancelled when the view closes")
  void closed() {
    update(of(3));
    presentation.close();
    assertThat(bench.runs.jobs().get()).isEmpty();
  }
}
