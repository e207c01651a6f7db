package org.loupe.project.internal.lock;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.loupe.project.ProjectLocks;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Locks of the operating system on a file in the project's folder. The file stays there, empty,
 * when nobody holds it: were it deleted, two processes could hold two files of that name.
 */
@Component
public final class FileLocks implements ProjectLocks {
  /** The file's name. */
  static final String NAME = ".loupe.lock";

  /** Behind the text, which others could not read on some systems if it were locked. */
  private static final long PLACE = 1L << 20;

  private static final System.Logger LOG = System.getLogger(FileLocks.class.getName());

  /**
   * Real paths of what this process holds. They are not opened a second time: the system would drop
   * the lock of this process when any of its handles to the file is closed.
   */
  private final Set<Path> held = new HashSet<>();

  /** Made once by Declarative Services. */
  @Activate
  public FileLocks() {}

  @Override
  public synchronized Claim take(Path folder) {
    try {
      Path file = folder.toRealPath().resolve(NAME);
      if (held.contains(file)) {
        return new Occupied("this process");
      }
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
          && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        return new Unwritable(file + " is no file, so it cannot be written; remove it");
      }
      return lock(file);
    } catch (IOException e) {
      return new Unwritable(reason(folder, e));
    }
  }

  private Claim lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    boolean taken = false;
    try {
      if (!isLocked(channel)) {
        return new Occupied(LockHolder.read(channel));
      }
      LockHolder.write(channel, LockHolder.describe());
      held.add(file);
      taken = true;
      return new Lock(file, channel);
    } finally {
      if (!taken) {
        channel.close();
      }
    }
  }

  private static boolean isLocked(FileChannel channel) {
    try {
      @Nullable FileLock lock = channel.tryLock(PLACE, 1, false);
      return lock != null;
    } catch (OverlappingFileLockException e) {
      LOG.log(Level.DEBUG, "held by another instance of this bundle", e);
      return false;
    } catch (IOException e) {
      // Some network file systems have no locks; people must be able to work there all the same.
      LOG.log(Level.WARNING, "There are no locks here: two windows could change the project.", e);
      return true;
    }
  }

  private static String reason(Path folder, IOException e) {
    if (e instanceof AccessDeniedException) {
      return "access to " + folder + " is denied";
    }
    return e instanceof FileSystemException system && system.getReason() != null
        ? folder + ": " + system.getReason()
        : folder + ": " + e.getMessage();
  }

  private synchronized void release(Path file, FileChannel channel) {
    try {
      channel.truncate(0);
      channel.close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, file + " could not be released in order", e);
    } finally {
      held.remove(file);
    }
  }

  private final class Lock implements Held {
    private final Path file;
    private final FileChannel channel;
    private final AtomicBoolean closed = new AtomicBoolean();

    Lock(Path file, FileChannel channel) {
      this.file = file;
      this.channel = channel;
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        release(file, channel);
      }
    }
  }
}
