package org.loupe.project.internal.data;

import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.project.internal.imports.WrittenFiles;

/**
 * The SHA-256 of files, each read through once until its {@link FileState} changes: its real path,
 * size, time and file number. So a file of 10 GB has its full digest in every result's provenance,
 * but is read for it only the first time.
 *
 * <p>Digests of large files are also remembered from one start to the next. A file that was changed
 * in place without a new time, by a broken disk or by someone who set the time back, would go
 * unnoticed there; small files are read anew by every process. Thread-safe.
 */
public final class KnownFiles {
  private static final System.Logger LOG = System.getLogger(KnownFiles.class.getName());
  private static final int MOST = 4096;

  /** From here on reading takes longer than people wait at every start. */
  private static final long LARGE = 256L << 20;

  private final @Nullable Path store;
  private boolean loaded;

  private final Map<FileState, String> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<FileState, String> eldest) {
          return size() > MOST;
        }
      };

  /** Remembers as long as this process runs. */
  public KnownFiles() {
    this.store = null;
  }

  /**
   * Remembers large files from one start to the next.
   *
   * @param store a text file: digest, size, time, file number and path per line
   */
  public KnownFiles(Path store) {
    this.store = store;
  }

  /** Reads a file that is not known. */
  @FunctionalInterface
  public interface Reading {
    /**
     * Its digest.
     *
     * @throws BadInputException if it is damaged, or cannot be read
     */
    String sha256() throws BadInputException;
  }

  /**
   * The digest of a file.
   *
   * @param state of the file before it is read
   * @throws BadInputException if it is damaged, cannot be read, or changes meanwhile
   */
  public String sha256(FileState state, Reading reading) throws BadInputException {
    synchronized (known) {
      load();
      String before = known.get(state);
      if (before != null) {
        return before;
      }
    }
    String now = reading.sha256();
    state.requireUnchanged();
    synchronized (known) {
      known.put(state, now);
      if (state.size() >= LARGE) {
        keep();
      }
    }
    return now;
  }

  private void load() {
    if (store == null || loaded) {
      return;
    }
    loaded = true;
    try {
      for (String line : Files.readAllLines(store)) {
        String[] parts = line.split("\t", 5);
        if (parts.length == 5 && parts[0].matches("[0-9a-f]{64}")) {
          known.put(
              new FileState(
                  Path.of(parts[4]), Long.parseLong(parts[1]), Long.parseLong(parts[2]), parts[3]),
              parts[0]);
        }
      }
    } catch (NoSuchFileException e) {
      LOG.log(Level.DEBUG, "no file is known yet", e);
    } catch (IOException | IllegalArgumentException e) {
      LOG.log(Level.WARNING, store + " cannot be read; files are read anew", e);
    }
  }

  /** Losing this costs time only. */
  private void keep() {
    Path file = store;
    if (file == null) {
      return;
    }
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      WrittenFiles.replace(
          file,
          made -> {
            try (BufferedWriter out = Files.newBufferedWriter(made)) {
              for (Map.Entry<FileState, String> each : known.entrySet()) {
                FileState state = each.getKey();
                if (state.size() >= LARGE && state.path().toString().indexOf('\n') < 0) {
                  out.write(
                      String.join(
                          "\t",
                          each.getValue(),
                          Long.toString(state.size()),
                          Long.toString(state.modified()),
                          state.key(),
                          state.path().toString()));
                  out.write('\n');
                }
              }
            }
          });
    } catch (BadInputException | IOException e) {
      LOG.log(Level.WARNING, file + " cannot be written; files are read anew at the next start", e);
    }
  }
}
