package org.loupe.workbench.internal.theme;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** Rules for GTK itself, which reads them from a file when the display is made. */
public final class ToolkitStyle {
  private static final Logger LOG = System.getLogger(ToolkitStyle.class.getName());
  private static final String PROPERTY = "org.eclipse.swt.internal.gtk.cssFile";

  private ToolkitStyle() {}

  /**
   * To be called before there is a display; other toolkits ignore it, and what is set already
   * stays.
   *
   * @param folder where the file may be written
   */
  public static void prepare(Path folder) {
    if (System.getProperty(PROPERTY) != null) {
      return;
    }
    try (InputStream rules = ToolkitStyle.class.getResourceAsStream("/css/gtk.css")) {
      Path file = Files.createDirectories(folder).resolve("gtk.css");
      Path part = Files.createTempFile(folder, "gtk", ".part");
      Files.copy(Objects.requireNonNull(rules), part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      System.setProperty(PROPERTY, file.toString());
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The toolkit keeps its own look.", e);
    }
  }
}
