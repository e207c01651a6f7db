package org.loupe.plots.swt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.graphics.ImageData;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The export of a figure canvas")
class ExportTest extends CanvasWindow {
  @Test
  @DisplayName("copies picture and data, and saves as PNG of any size and as SVG")
  void exports(@TempDir Path folder) throws Exception {
    List<String> told = new ArrayList<>();
    canvas.onExport(told::add);
    show(figure());
    key('c', SWT.MOD1);
    key('c', SWT.MOD1 | SWT.SHIFT);
    await(() -> told.size() == 2);
    Clipboard clipboard = new Clipboard(display);
    assertThat(clipboard.getContents(TextTransfer.getInstance()))
        .isEqualTo("channel,0,1,2,3\na,0.0,1.0,2.0,3.0\nb,0.0,1.0,2.0,3.0\n");
    clipboard.dispose();
    Export export = canvas.export();
    export.save(canvas.scene(), Export.Format.PNG_3, folder.resolve("large"));
    export.save(canvas.scene(), Export.Format.SVG, folder.resolve("figure.svg"));
    export.save(canvas.scene(), Export.Format.SVG, folder.resolve("meant.PNG"));
    await(() -> told.size() == 5);
    assertThat(new ImageData(folder.resolve("large.png").toString()).width)
        .isEqualTo(3 * canvas.getClientArea().width);
    assertThat(new ImageData(folder.resolve("meant.PNG").toString()).width)
        .isEqualTo(canvas.getClientArea().width);
    assertThat(Files.readString(folder.resolve("figure.svg"))).startsWith("<svg");
    assertThat(told.get(2)).isEqualTo("Saved " + folder.resolve("large.png"));
  }
}
