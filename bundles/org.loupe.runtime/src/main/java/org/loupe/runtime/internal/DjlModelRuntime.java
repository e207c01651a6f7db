package org.loupe.runtime.internal;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.loupe.model.Checkpoint;
import org.loupe.model.Device;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelException;
import org.loupe.model.ModelRuntime;
import org.loupe.model.ModelSession;
import org.loupe.model.SessionOptions;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Runs TorchScript archives on PyTorch through the Deep Java Library. The engine starts on first
 * use.
 *
 * <p>Framework properties: {@code loupe.state}, the state folder; {@code loupe.runtime.memory}, the
 * memory micro-batches may take together, in MiB; {@code loupe.runtime.cache}, the room that
 * archives with probes may take on disk, in MiB.
 */
@Component(service = ModelRuntime.class)
public final class DjlModelRuntime implements ModelRuntime, AutoCloseable {

  private static final System.Logger LOG = System.getLogger(DjlModelRuntime.class.getName());

  private final RuntimeSettings settings;
  private final ArchiveCache archives;
  private final ProbeArchiver archiver;
  private final EngineThreads threads = new EngineThreads();
  private final Set<DjlSession> sessions = ConcurrentHashMap.newKeySet();
  private @Nullable DjlEngine engine;

  /** Inside a framework. */
  @Activate
  public DjlModelRuntime(BundleContext context) {
    this(settings(context));
  }

  /** Outside a framework. */
  public DjlModelRuntime(RuntimeSettings settings) {
    this(settings, ProbeArchiver.WRITER);
  }

  /** With another way to add probes. */
  DjlModelRuntime(RuntimeSettings settings, ProbeArchiver archiver) {
    this.settings = settings;
    this.archives = new ArchiveCache(settings.archives(), settings.archiveBytes());
    this.archiver = archiver;
  }

  private static RuntimeSettings settings(BundleContext context) {
    String state = context.getProperty("loupe.state");
    RuntimeSettings settings =
        RuntimeSettings.of(
            state == null ? context.getDataFile("").toPath() : Path.of(state).toAbsolutePath());
    settings = set(context, "loupe.runtime.memory", settings, RuntimeSettings::withMemoryMib);
    settings = set(context, "loupe.runtime.cache", settings, RuntimeSettings::withArchivesMib);
    return set(context, "loupe.runtime.threads", settings, RuntimeSettings::withThreads);
  }

  private static RuntimeSettings set(
      BundleContext context,
      String property,
      RuntimeSettings settings,
      BiFunction<RuntimeSettings, Long, RuntimeSettings> change) {
    String value = context.getProperty(property);
    if (value == null) {
      return settings;
    }
    try {
      return change.apply(settings, Long.parseLong(value.strip()));
    } catch (ArithmeticException | IllegalArgumentException e) {
      LOG.log(
          Level.WARNING,
          "{0} is ''{1}'', not a sensible number above 0; the default is used",
          property,
          value);
      return settings;
    }
  }

  @Override
  public List<Device> devices() throws ModelException {
    return engine().devices();
  }

  @Override
  public long memory() {
    return settings.memory();
  }

  @Override
  public ModelSession open(Checkpoint checkpoint, SessionOptions options) throws LoupeException {
    DjlEngine started = engine();
    Device device = started.choose(options.device());
    ProbedModel model =
        ProbedModel.open(checkpoint, device, started.info(), archives, archiver, threads);
    int lanes = lanes(device, options);
    DjlSession session =
        new DjlSession(
            checkpoint,
            device,
            started.info(),
            model,
            new MicroBatch(device, memory(device), model.parameterShapes()),
            new Pipeline(threads, device),
            new DjlSession.Lanes(lanes, Math.min(lanes, copies(model.parameterShapes()))),
            sessions::remove);
    sessions.add(session);
    return session;
  }

  /** How many copies of a module the memory budget allows, at least one. */
  private int copies(List<long[]> parameterShapes) {
    long bytes = 1;
    for (long[] shape : parameterShapes) {
      bytes += Float.BYTES * Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }
    return (int) Math.min(Integer.MAX_VALUE, 1 + settings.memory() / bytes);
  }

  /** What one micro-batch may take: on the processor several share the budget. */
  private long memory(Device device) {
    return device.kind() == Device.Kind.CPU
        ? settings.memory() / threads.count()
        : settings.memory();
  }

  /**
   * More than processors gain nothing; another device works through one queue anyway. What each may
   * take of the memory does not depend on how many there are, or numbers would.
   */
  private int lanes(Device device, SessionOptions options) {
    if (device.kind() != Device.Kind.CPU) {
      return 1;
    }
    int most = Math.min(settings.threads(), threads.count());
    return options.threads() > 0 ? Math.min(options.threads(), most) : most;
  }

  private synchronized DjlEngine engine() throws ModelException {
    DjlEngine started = engine;
    if (started == null) {
      started = start();
      engine = started;
    }
    return started;
  }

  private DjlEngine start() throws ModelException {
    try {
      return threads.finish(() -> DjlEngine.start(settings.cache()));
    } catch (ModelException e) {
      throw e;
    } catch (LoupeException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Closes the sessions that are still open, and ends the engine's threads. */
  @Deactivate
  @Override
  public void close() {
    for (DjlSession session : sessions) {
      session.close();
    }
    threads.close();
  }
}
