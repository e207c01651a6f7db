package org.loupe.workbench.internal.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Estimate;
import org.loupe.analysis.Result;

/**
 * Decides what a view shows and what is computed without being asked for.
 *
 * <p>The rule: what is expected to take a second at most runs by itself. How long a window takes is
 * known only after a run, so a view that opens on many windows begins with the current window and
 * offers the others. An edit that takes longer leaves the old figures in place, marked outdated;
 * where nothing is in place yet, the one window may take longer, whether others have figures
 * already or not.
 *
 * <p>Used by one thread.
 */
public final class Presentation implements AutoCloseable {
  private static final Duration BY_ITSELF = Duration.ofSeconds(1);

  /** For the first figures of a view, which somebody who opened it waits for. */
  private static final Duration OPENING = Duration.ofSeconds(20);

  private final AnalysisRuns runs;
  private final AnalysisRuns.Claim claim;
  private final Map<String, Shown> shown = new HashMap<>();
  private List<RunRequest> wanted = List.of();
  private boolean preview;

  private record Shown(RunRequest request, Result result, Optional<Instant> written) {}

  /**
   * What is shown of one checkpoint.
   *
   * @param request what should be shown
   * @param state where it stands
   * @param result what can be shown, or null
   * @param outdated whether the result is of an older request
   * @param written when the result was written to where it was read from; empty where it was
   *     computed since the program began
   */
  public record Slot(
      RunRequest request,
      RunState state,
      @Nullable Result result,
      boolean outdated,
      Optional<Instant> written) {
    /** Where the shown numbers come from. */
    public Optional<ActiveView.Source> source() {
      return Optional.ofNullable(result)
          .map(shown -> new ActiveView.Source(shown.provenance(), written));
    }
  }

  /**
   * Something to compute on a click.
   *
   * @param requests what is computed
   * @param windows on how many windows
   * @param more whether these are more windows than are shown
   * @param estimate how long it takes, if known
   */
  public record Offer(
      List<RunRequest> requests, int windows, boolean more, Optional<Estimate> estimate) {}

  /**
   * What is shown.
   *
   * @param slots one per compared checkpoint
   * @param offers what could be computed: first what is shown but outdated, then more windows
   */
  public record Snapshot(List<Slot> slots, List<Offer> offers) {}

  /** Shows nothing yet. */
  public Presentation(AnalysisRuns runs) {
    this.runs = runs;
    this.claim = runs.claim();
  }

  /**
   * Looks again, and starts what runs by itself.
   *
   * @param chosen requests for the chosen windows, one per compared checkpoint
   * @param current the same for the current window
   */
  public Snapshot update(List<RunRequest> chosen, List<RunRequest> current) {
    wanted.forEach(this::keep);
    shown.keySet().removeIf(name -> chosen.stream().noneMatch(r -> name(r).equals(name)));
    runs.seek(chosen);
    preview = isPreview(chosen, current);
    wanted = preview ? current : chosen;
    claim.show(wanted);
    runs.seek(wanted);
    startCheap();
    List<Slot> slots = wanted.stream().map(this::slot).toList();
    List<Offer> offers = new ArrayList<>();
    offer(wanted, false).ifPresent(offers::add);
    if (preview) {
      offer(chosen, true).ifPresent(offers::add);
    }
    return new Snapshot(slots, offers);
  }

  @Override
  public void close() {
    claim.close();
  }

  private boolean isPreview(List<RunRequest> chosen, List<RunRequest> current) {
    if (chosen.isEmpty() || chosen.get(0).windows().size() <= 1) {
      return false;
    }
    boolean sought = isSought(chosen);
    boolean known =
        chosen.stream()
            .map(this::peek)
            .anyMatch(
                state ->
                    !(state instanceof RunState.Missing) && !(state instanceof RunState.Sought));
    // While it is looked what lies on disk, nothing else is begun and nothing is taken away.
    boolean begins = shown.isEmpty() && !sought;
    return !known && (preview || begins) && !isCheap(chosen) && !current.isEmpty();
  }

  private RunState peek(RunRequest request) {
    return runs.state(request).get();
  }

  private boolean isCheap(List<RunRequest> requests) {
    return runs.estimate(requests).filter(estimate -> isWithin(BY_ITSELF, estimate)).isPresent();
  }

  private static boolean isWithin(Duration bound, Estimate estimate) {
    return estimate.time().compareTo(bound) <= 0;
  }

  private boolean isSought(List<RunRequest> requests) {
    return requests.stream().anyMatch(request -> peek(request) instanceof RunState.Sought);
  }

  /** Of all that is missing together, which is not known before all was looked for. */
  private void startCheap() {
    if (isSought(wanted)) {
      return;
    }
    List<RunRequest> missing =
        wanted.stream().filter(request -> peek(request) instanceof RunState.Missing).toList();
    if (missing.isEmpty()) {
      return;
    }
    boolean single = missing.get(0).windows().size() == 1;
    List<RunRequest> empty =
        missing.stream().filter(request -> !shown.containsKey(name(request))).toList();
    if (isCheap(missing) || (single && runs.estimate(missing).isEmpty())) {
      runs.start(missing);
    } else if (single
        && !empty.isEmpty()
        && runs.estimate(empty).filter(estimate -> isWithin(OPENING, estimate)).isPresent()) {
      runs.start(empty);
    }
  }

  private static String name(RunRequest request) {
    return request.checkpoint().name();
  }

  private void keep(RunRequest request) {
    RunState state = peek(request);
    state
        .result()
        .ifPresent(result -> shown.put(name(request), new Shown(request, result, state.written())));
  }

  private Slot slot(RunRequest request) {
    keep(request);
    RunState state = peek(request);
    Shown last = shown.get(name(request));
    return last == null
        ? new Slot(request, state, null, false, Optional.empty())
        : new Slot(request, state, last.result(), !last.request().equals(request), last.written());
  }

  private Optional<Offer> offer(List<RunRequest> requests, boolean more) {
    List<RunRequest> open = runs.open(requests);
    return open.isEmpty()
        ? Optional.empty()
        : Optional.of(new Offer(open, open.get(0).windows().size(), more, runs.estimate(open)));
  }
}
