package org.loupe.plots.swt;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loupe.plots.render.Panel;
import org.loupe.plots.render.RenderOptions;
import org.loupe.plots.render.Scales;
import org.loupe.plots.render.Scene;

/**
 * Paints away from the UI thread. Only the latest request counts: older ones that have not begun
 * are forgotten.
 */
final class RenderWorker {
  private static final System.Logger LOG = System.getLogger(RenderWorker.class.getName());

  private final AtomicReference<@Nullable Request> latest = new AtomicReference<>();
  private final Consumer<Rendering> done;
  private final ExecutorService executor;
  private @Nullable Prepared prepared;

  /**
   * Creates a worker; its thread exists only while there is work.
   *
   * @param done receives each painted scene, on the worker's thread
   */
  RenderWorker(Consumer<Rendering> done) {
    this.done = done;
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            1,
            1,
            5,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "Loupe plot painter");
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    executor = pool;
  }

  /**
   * What is to be painted.
   *
   * @param screen device pixels per pixel of the canvas
   */
  record Request(List<Panel> panels, boolean sharedScales, RenderOptions options, double screen) {}

  /** What depends on the panels alone, found once for as long as they stay. */
  private record Prepared(
      List<Panel> panels, boolean sharedScales, Scales scales, String description) {}

  /** Asks for a picture in place of all that were asked for before. */
  void request(Request request) {
    if (latest.getAndSet(request) == null) {
      executor.execute(this::paintLatest);
    }
  }

  /** Runs a task after what is being painted. */
  void execute(Runnable task) {
    executor.execute(task);
  }

  /** Forgets what was to be painted and ends after other tasks. */
  void close() {
    latest.set(null);
    executor.shutdown();
  }

  private void paintLatest() {
    Optional.ofNullable(latest.getAndSet(null)).ifPresent(this::paint);
  }

  private void paint(Request request) {
    try {
      Prepared ready = prepare(request);
      Scene scene = Scene.of(request.panels(), ready.scales(), request.options());
      done.accept(
          new Rendering(
              request.panels(),
              scene,
              Rendering.image(scene.pixels()),
              request.screen(),
              ready.description()));
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "a plot could not be painted", e);
    }
  }

  private Prepared prepare(Request request) {
    Prepared ready = prepared;
    if (ready == null
        || ready.panels() != request.panels()
        || ready.sharedScales() != request.sharedScales()) {
      ready =
          new Prepared(
              request.panels(),
              request.sharedScales(),
              Scales.of(request.panels(), request.sharedScales()),
              request.panels().stream().map(Panel::description).collect(Collectors.joining(" ")));
      prepared = ready;
    }
    return ready;
  }
}
