package org.loupe.runtime.internal;

import java.nio.file.Path;
import java.util.List;
import org.loupe.checkpoint.ProbeWriter.Depth;
import org.loupe.model.BadInputException;
import org.loupe.model.Device;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelException;

/**
 * Loads the modules of a checkpoint; where an archive with probes cannot be loaded, one with less.
 */
final class ModelLoader {

  private final Device device;
  private final Preparation preparation;

  /** A loader to a device. */
  ModelLoader(Device device, Preparation preparation) {
    this.device = device;
    this.preparation = preparation;
  }

  /**
   * What was loaded.
   *
   * @param archive held in the cache until it is released
   * @param modules with one copy
   * @param parameterShapes of the module
   */
  record Loaded(
      PreparedArchive archive,
      Modules modules,
      List<long[]> parameterShapes,
      Preparation preparation)
      implements AutoCloseable {
    /** Frees the modules when nobody uses them any more. */
    @Override
    public void close() {
      modules.close();
      preparation.release(archive);
    }
  }

  /**
   * Loads an archive, or one with less.
   *
   * @throws BadInputException if the checkpoint cannot be loaded even as it was saved
   * @throws ModelException if it does not fit the device
   */
  Loaded load(PreparedArchive archive) throws LoupeException {
    boolean loaded = false;
    try {
      LoadedModel first = one(archive.file());
      loaded = true;
      return new Loaded(
          archive,
          new Modules(first, () -> one(preparation.file(archive))),
          first.parameterShapes(),
          preparation);
    } catch (BadInputException e) {
      Depth depth = archive.depth();
      if (depth == null) {
        throw e;
      }
      String reason = e.getCause() == null ? e.getMessage() : Reasons.of(e.getCause());
      return below(depth, "the copy with probes does not load (" + reason + ")");
    } finally {
      if (!loaded) {
        preparation.release(archive);
      }
    }
  }

  private LoadedModel one(Path file) throws LoupeException {
    return LoadedModel.load(file, preparation.archive(), device);
  }

  /** Loads an archive with less probes than one that turned out to be wrong. */
  Loaded below(Depth failed, String reason) throws LoupeException {
    return load(preparation.below(failed, reason));
  }

  /** Loads what a copy with probes must equal. */
  LoadedModel reference() throws LoupeException {
    PreparedArchive archive = preparation.reference();
    try {
      return one(archive.file());
    } finally {
      preparation.release(archive);
    }
  }
}
