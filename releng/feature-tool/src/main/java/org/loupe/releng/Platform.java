package org.loupe.releng;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a package is for. */
enum Platform {
  LINUX_X86_64("linux-x86_64", "linux-x86_64"),
  LINUX_AARCH64("linux-aarch64", "linux-aarch64"),
  MACOS_AARCH64("macos-aarch64", "osx-aarch64"),
  WINDOWS_X86_64("windows-x86_64", "win-x86_64");

  private final String id;
  private final String natives;

  Platform(String id, String natives) {
    this.id = id;
    this.natives = natives;
  }

  /** Finds a platform by its name in archives' names. */
  static Platform of(String id) {
    return Stream.of(values())
        .filter(platform -> platform.id.equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Found no platform '"
                        + id
                        + "', expected one of "
                        + Stream.of(values())
                            .map(platform -> platform.id)
                            .collect(Collectors.joining(", "))));
  }

  /** The platform whose natives the product is built with. */
  boolean isBuilt() {
    return this == LINUX_X86_64;
  }

  /** DJL's name, which its artifacts have as classifier. */
  String natives() {
    return natives;
  }

  /** Whether people there unpack ZIP files and start {@code .cmd} scripts. */
  boolean isWindows() {
    return this == WINDOWS_X86_64;
  }

  /** Whether desktops there read {@code .desktop} files. */
  boolean hasDesktopEntries() {
    return id.startsWith("linux");
  }

  /** The name of a package's file. */
  String archive(String root) {
    return root + "-" + id + (isWindows() ? ".zip" : ".tar.gz");
  }
}
