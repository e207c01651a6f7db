package org.loupe.batch.internal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the commands print.
 *
 * @param out results, and what else was asked for
 * @param err errors and progress
 * @param terminal whether err is a terminal, on which a line can be written over
 */
record Console(PrintStream out, PrintStream err, boolean terminal) {

  /** The process's own streams, in UTF-8 whatever the locale says: results are read by programs. */
  static Console system() {
    return new Console(stream(FileDescriptor.out), stream(FileDescriptor.err), isErrTerminal());
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /** Says what of a project is left out because it is wrong; each once. */
  void warn(List<String> problems) {
    problems.stream().distinct().forEach(problem -> err.println("Not used: " + problem));
  }

  /** {@link System#console()} looks at standard input and output only. */
  private static boolean isErrTerminal() {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      // no such file system here
      return System.console() != null;
    }
  }
}
