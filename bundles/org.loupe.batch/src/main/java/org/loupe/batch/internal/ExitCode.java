package org.loupe.batch.internal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the process's exit code says. Kept stable: scripts rely on it. */
final class ExitCode {
  static final int DONE = 0;
  static final int WRONG_CALL = 2;
  static final int BAD_INPUT = 3;
  static final int FAILED = 4;
  static final int PARTLY = 5;
  static final int CANCELLED = 130;

  /** For the help of every command. */
  static final Map<String, String> HELP = help();

  private ExitCode() {}

  private static Map<String, String> help() {
    Map<String, String> help = new LinkedHashMap<>();
    help.put("0", "done");
    help.put("2", "wrong call: a command, option, method, parameter or value that cannot be right");
    help.put("3", "bad input: a file is not what it should be, or lacks what was asked for");
    help.put("4", "failed: the engine or Loupe itself");
    help.put("5", "partly done: some results failed, which are listed; all others are there");
    help.put(
        "130", "cancelled with Ctrl-C; nothing is left half-written, and the same command goes on");
    return Collections.unmodifiableMap(help);
  }
}
