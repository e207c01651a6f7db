package org.loupe.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A folder for the framework that no other running process uses. Folders are numbered and the first
 * free one is taken, so that runs at the same time do not disturb each other and no folder is left
 * over.
 */
final class Storage implements AutoCloseable {
  private static final int MOST = 1000;

  private final Path folder;
  private final FileChannel channel;

  private Storage(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  static Storage claim(Path root, String name) throws LaunchException {
    try {
      Files.createDirectories(root);
      for (int number = 0; number < MOST; number++) {
        Storage storage = tryClaim(root.resolve(name + '-' + number));
        if (storage != null) {
          return storage;
        }
      }
    } catch (IOException e) {
      throw StateFolder.unwritable(root, e);
    }
    throw new LaunchException("Found " + MOST + " running processes in " + root + "; end some.");
  }

  private static Storage tryClaim(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolveSibling(folder.getFileName() + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // This very process holds it.
    }
    if (lock == null) {
      channel.close();
      return null;
    }
    return new Storage(folder, channel);
  }

  Path folder() {
    return folder;
  }

  /** Lets others have the folder. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
