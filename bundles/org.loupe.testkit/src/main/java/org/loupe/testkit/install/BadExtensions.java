package org.loupe.testkit.install;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.loupe.testkit.BundleJar;

/** Files that nobody must be able to install, and one that is merely large. */
public final class BadExtensions {
  private BadExtensions() {}

  /** A bundle of which some bytes were changed after it was made. */
  public static Path changed(Path folder) throws IOException {
    Path jar = bundle("changed").file("data", new byte[10_000]).write(folder);
    byte[] bytes = Files.readAllBytes(jar);
    for (int i = 200; i < 260; i++) {
      bytes[i] ^= 0x55;
    }
    return Files.write(jar, bytes);
  }

  /** The bundle {@code org.example.thrower}, which says 'not today' when it is started. */
  public static Path throwing(Path folder) throws IOException {
    return bundle("thrower")
        .header("Bundle-Activator", "thrower.Start")
        .header("Import-Package", "org.osgi.framework")
        .source(
            "thrower.Start",
            """
            package thrower;

            import org.osgi.framework.BundleContext;

            public class Start implements org.osgi.framework.BundleActivator {
              public void start(BundleContext context) {
                throw new IllegalStateException("not today");
              }

              public void stop(BundleContext context) {}
            }
            """)
        .write(folder);
  }

  /** A bundle that cannot be packed to less than a number of bytes. */
  public static Path noisy(Path folder, int bytes) throws IOException {
    byte[] noise = new byte[bytes];
    new Random(1).nextBytes(noise);
    return bundle("big").file("noise", noise).write(folder);
  }

  /** A feature with an entry of that name, unpacked so that the name is found as it is. */
  public static Path holding(Path folder, String entry) throws IOException {
    Path archive = folder.resolve("evil.zip");
    try (OutputStream out = Files.newOutputStream(archive);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      put(zip, "feature.json", "{}".getBytes(StandardCharsets.UTF_8));
      put(zip, entry, new byte[1]);
    }
    return archive;
  }

  private static BundleJar bundle(String name) {
    return new BundleJar("org.example." + name, "1.0.0");
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
  }
}
