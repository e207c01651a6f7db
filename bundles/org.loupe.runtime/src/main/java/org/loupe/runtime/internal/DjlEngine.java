package org.loupe.runtime.internal;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.engine.StandardCapabilities;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loupe.model.Device;
import org.loupe.model.EngineInfo;
import org.loupe.model.ModelException;

/**
 * The started PyTorch engine. All calls belong on {@link EngineThreads}.
 *
 * @param info what computes
 * @param devices best first, the processor last
 */
record DjlEngine(EngineInfo info, List<Device> devices) {

  private static final System.Logger LOG = System.getLogger(DjlEngine.class.getName());

  /** The engine's name, as DJL and provenance have it. */
  static final String NAME = "PyTorch";

  private static final String HOW_TO_CUDA =
      "; CUDA needs an NVIDIA driver, and LOUPE_TORCH naming a PyTorch "
          + UserTorch.EXPECTED
          + " for CUDA.";

  /** What the JVM says when another class loader, of the bundle before its update, has them. */
  private static final String LOADED_BEFORE = "already loaded in another classloader";

  /**
   * Starts the engine, once per process.
   *
   * @param cache where native libraries are unpacked
   * @throws ModelException if it cannot start; it then needs a new process
   */
  static DjlEngine start(Path cache) throws ModelException {
    Optional<UserTorch> torch = UserTorch.named(System.getenv());
    prepare(cache);
    torch.ifPresent(DjlEngine::use);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // DJL finds its engines and natives through the context class loader, and remembers a failure.
    thread.setContextClassLoader(Engine.class.getClassLoader());
    try {
      Engine engine = Engine.getEngine(NAME);
      JniUtils.setNumThreads(1);
      String version = torch.map(UserTorch::description).orElse(engine.getVersion());
      EngineInfo info = new EngineInfo(NAME, version, "DJL " + Engine.getDjlVersion());
      return new DjlEngine(info, findDevices(engine));
    } catch (EngineException | IllegalArgumentException | LinkageError e) {
      if (String.valueOf(rootCause(e).getMessage()).contains(LOADED_BEFORE)) {
        throw new ModelException(
            "Loupe must be restarted: its PyTorch engine was updated while it ran, and a process can"
                + " load native libraries only once.",
            e);
      }
      throw new ModelException(
          "The PyTorch engine cannot start: "
              + Reasons.of(rootCause(e))
              + torch
                  .map(own -> ". Check the PyTorch in " + own.folder() + ", or unset LOUPE_TORCH")
                  .orElse(
                      ". Check that its natives for this platform are installed and that "
                          + cache
                          + " has 500 MB left")
              + ", then start again.",
          e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static void prepare(Path cache) throws ModelException {
    try {
      Files.createDirectories(cache);
    } catch (IOException e) {
      throw new ModelException(
          "The PyTorch engine cannot be unpacked into "
              + cache
              + "; make the folder writable or choose another state folder.",
          e);
    }
    setUnlessSet("ai.djl.offline", "true");
    setUnlessSet("ai.djl.pytorch.graph_optimizer", "false");
    setUnlessSet("DJL_CACHE_DIR", cache.toString());
    setUnlessSet("ENGINE_CACHE_DIR", cache.toString());
  }

  /** DJL's own settings; those that someone made by hand come first there. */
  private static void use(UserTorch torch) {
    setUnlessSet("PYTORCH_LIBRARY_PATH", torch.libraries().toString());
    setUnlessSet("PYTORCH_VERSION", UserTorch.EXPECTED);
    setUnlessSet("PYTORCH_FLAVOR", torch.flavor(NvidiaDriver.isInstalled()));
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  private static Throwable rootCause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static List<Device> findDevices(Engine engine) {
    List<Device> devices = new ArrayList<>();
    // DJL would count them with a CUDA runtime that it looks for in the system's folders, where
    // that
    // of a PyTorch installed with pip is not.
    if (engine.hasCapability(StandardCapabilities.CUDA)) {
      for (int i = 0; works(new Device(Device.Kind.CUDA, i)); i++) {
        devices.add(new Device(Device.Kind.CUDA, i));
      }
    }
    Device mps = new Device(Device.Kind.MPS, 0);
    if (System.getProperty("os.name", "").startsWith("Mac") && works(mps)) {
      devices.add(mps);
    }
    devices.add(Device.CPU);
    return List.copyOf(devices);
  }

  private static boolean works(Device device) {
    try (NDManager manager = NDManager.newBaseManager(of(device), NAME);
        NDArray array = manager.zeros(new Shape(1), DataType.FLOAT32)) {
      return array.toFloatArray().length == 1;
    } catch (EngineException e) {
      LOG.log(System.Logger.Level.DEBUG, "no device " + device, e);
      // It is there, but others have filled it.
      return Reasons.outOfMemory(e);
    }
  }

  /** DJL's name for a device. */
  static ai.djl.Device of(Device device) {
    return switch (device.kind()) {
      case CUDA -> ai.djl.Device.gpu(device.index());
      case MPS -> ai.djl.Device.of("mps", device.index());
      case CPU -> ai.djl.Device.cpu();
    };
  }

  /**
   * The device to use.
   *
   * @param wanted or null for the best
   * @throws ModelException if this machine lacks it
   */
  Device choose(@Nullable Device wanted) throws ModelException {
    if (wanted == null) {
      return devices.get(0);
    }
    if (!devices.contains(wanted)) {
      throw new ModelException(
          "Device '"
              + wanted
              + "' is not available here; choose auto or one of "
              + devices.stream().map(Device::toString).collect(Collectors.joining(", "))
              + (wanted.kind() == Device.Kind.CUDA ? HOW_TO_CUDA : "."));
    }
    return wanted;
  }
}
