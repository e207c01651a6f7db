package org.loupe.workbench.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.PartialResultException;
import org.loupe.analysis.Result;

@DisplayName("The analysis runs that were done before")
class StoredRunsTest {

  @Test
  @DisplayName("compute nothing that was computed before, whether it is asked for or only shown")
  void before() {
    Before before = new Before();
    Bench first = new Bench(before);
    RunRequest request = first.request("A", 1);
    first.run(request);
    assertThat(before.events).containsExactly("find A", "keep A");

    Bench second = new Bench(before);
    List<Result> told = new ArrayList<>();
    second.runs.onResult(told::add);
    second.claimed(request);
    second.runs.seek(List.of(request));
    assertThat(second.state(request)).isEqualTo(new RunState.Sought());
    assertThat(second.runs.open(List.of(request))).isEmpty();
    second.worker.drain();
    assertThat(second.state(request).written()).contains(Instant.EPOCH);
    assertThat(told).hasSize(1);

    Bench third = new Bench(before);
    third.run(request);
    assertThat(third.state(request).written()).contains(Instant.EPOCH);
    assertThat(second.events).isEmpty();
    assertThat(third.events).isEmpty();
    assertThat(before.events).containsExactly("find A", "keep A", "find A", "find A");
  }

  @Test
  @DisplayName("do not wait for ever for a search that fails")
  void searchFails() {
    Before failing = new Before();
    failing.failure = new OutOfMemoryError("on purpose");
    Bench searching = new Bench(failing);
    RunRequest request = searching.request("A", 1);
    searching.claimed(request);
    searching.runs.seek(List.of(request));
    assertThatThrownBy(searching.worker::drain).isSameAs(failing.failure);
    assertThat(searching.state(request)).isEqualTo(new RunState.Missing());
    assertThat(searching.runs.open(List.of(request))).containsExactly(request);
  }

  @Test
  @DisplayName("compute what is asked for while it is still looked for, once")
  void soughtAndStarted() {
    Before before = new Before();
    Bench sought = new Bench(before);
    RunRequest request = sought.request("A", 1);
    sought.claimed(request);
    sought.runs.seek(List.of(request));
    sought.runs.start(List.of(request));
    assertThat(sought.state(request)).isEqualTo(new RunState.Queued());
    sought.worker.drain();
    assertThat(sought.events).filteredOn(event -> event.startsWith("analyze")).hasSize(1);
    assertThat(sought.state(request).written()).isEmpty();
  }

  @Test
  @DisplayName("offer to compute what is not there, and keep no part of a result")
  void notBefore() {
    Before before = new Before();
    Bench absent = new Bench(before);
    RunRequest request = absent.request("A", 1, 2);
    absent.claimed(request);
    absent.runs.seek(List.of(request));
    absent.worker.drain();
    assertThat(absent.state(request)).isEqualTo(new RunState.Missing());
    assertThat(absent.runs.open(List.of(request))).containsExactly(request);

    RunRequest other = absent.request("B", 1);
    absent.run(other);
    Result some = absent.state(other).result().orElseThrow();
    absent.analyzer.work =
        progress -> {
          throw new PartialResultException("One of two windows is done.", () -> some);
        };
    absent.run(request);
    assertThat(absent.state(request)).isInstanceOf(RunState.Cancelled.class);
    assertThat(before.events).doesNotContain("keep A");
  }

  /** Results that were computed before. */
  private static final class Before implements KeptResults {
    private final Map<RunRequest, RunState.Done> held = new HashMap<>();
    private final List<String> events = new ArrayList<>();
    private @Nullable Error failure;

    @Override
    public boolean mayHold(RunRequest request) {
      return true;
    }

    @Override
    public Optional<RunState.Done> find(RunRequest request, InstalledMethod<?, ?> method) {
      events.add("find " + request.checkpoint().name());
      if (failure != null) {
        throw failure;
      }
      return Optional.ofNullable(held.get(request));
    }

    @Override
    public void keep(RunRequest request, InstalledMethod<?, ?> method, Result result) {
      events.add("keep " + request.checkpoint().name());
      held.put(request, new RunState.Done(result, Optional.of(Instant.EPOCH)));
    }
  }
}
