package org.loupe.project.internal;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.model.Progress;
import org.loupe.project.CheckpointFiles;
import org.loupe.project.Windowing;
import org.loupe.project.internal.data.FileState;
import org.loupe.project.internal.data.KeptFiles;
import org.loupe.project.internal.data.KnownFiles;
import org.loupe.project.internal.data.NpzDataset;
import org.loupe.project.internal.data.NpzDataset.Surroundings;
import org.loupe.project.internal.data.Sha256;
import org.loupe.project.internal.imports.WrittenFiles;
import org.loupe.project.internal.table.TableDataset;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Opens datasets. What must be converted before windows can be read at their places is converted
 * once and kept until the file changes. Thread-safe.
 */
@Component(service = DataFiles.class)
public final class DataFiles {
  private static final long LIMIT = 50L << 30;

  private final KeptFiles kept;
  private final KnownFiles known;

  /** Inside a framework: what was converted is kept in the state folder. */
  @Activate
  public DataFiles(BundleContext context) {
    this(StateFolder.of(context).resolve("data"));
  }

  /**
   * Outside a framework.
   *
   * @param folder where what was converted is kept; made by need
   */
  public DataFiles(Path folder) {
    this.kept = new KeptFiles(folder, LIMIT);
    this.known = new KnownFiles(folder.resolveSibling("known-files"));
  }

  /** Keeps what was converted in the folder for temporary files. */
  public static DataFiles temporary() {
    return new DataFiles(Path.of(System.getProperty("java.io.tmpdir"), "loupe-data"));
  }

  /** Opens a dataset as {@link org.loupe.project.Projects#dataset} has it. */
  Dataset open(String name, Path file, @Nullable Windowing windowing, Progress progress)
      throws BadInputException {
    if (windowing != null) {
      return table(name, file, windowing, progress);
    } else if (CheckpointFiles.isTable(file)) {
      throw new BadInputException(
          file
              + " is a table; say how its rows become windows: --window on the command line, the"
              + " key 'windows' of the dataset in loupe.json.");
    }
    return NpzDataset.open(name, file, new Surroundings(kept, known), progress);
  }

  private TableDataset table(String name, Path file, Windowing windowing, Progress progress)
      throws BadInputException {
    windowing.check();
    Windowing columns =
        new Windowing(
            1,
            1,
            windowing.recording(),
            windowing.time(),
            windowing.labels(),
            windowing.ignored(),
            windowing.arrays());
    Path rows =
        kept.of(
            file,
            Sha256.ofText(FileState.of(file) + "\n" + columns),
            ".rows",
            place ->
                WrittenFiles.replace(
                    place, made -> TableDataset.convert(file, columns, made, progress)));
    return TableDataset.open(name, file, rows, windowing);
  }
}
