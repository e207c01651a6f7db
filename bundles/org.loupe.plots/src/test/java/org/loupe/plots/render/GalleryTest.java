package org.loupe.plots.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.plots.Figure;

/**
 * Writes {@code target/gallery/index.html}: every kind of figure in both themes, to be looked at.
 */
@DisplayName("The gallery")
class GalleryTest {
  private static final int WIDTH = 620;

  @Test
  @DisplayName("has every kind of figure in both themes, as pixels and as SVG")
  void isWritten() throws Exception {
    Path folder = Files.createDirectories(Path.of("target", "gallery"));
    StringBuilder page =
        new StringBuilder("<!doctype html><meta charset=utf-8><title>Loupe plots</title>");
    page.append(
        "<style>body{margin:0;display:grid;grid-template-columns:auto auto;gap:8px}</style>");
    List<Figure> figures = KindsOfFigures.all();
    for (Figure figure : figures) {
      List<Panel> panels = List.of(Panel.of(figure));
      int height = Math.min(900, Scene.preferredHeight(panels, WIDTH));
      for (Theme theme : List.of(Theme.LIGHT, Theme.DARK)) {
        String name = figure.id() + (theme.dark() ? "-dark" : "-light");
        Scene scene = Scene.of(panels, RenderOptions.of(theme, WIDTH, height));
        Files.write(folder.resolve(name + ".png"), scene.pixels().png());
        Files.writeString(folder.resolve(name + ".svg"), scene.svg());
        page.append("<a href=" + name + ".svg><img src=" + name + ".png></a>\n");
      }
    }
    Files.writeString(folder.resolve("index.html"), page);
    assertThat(folder.resolve("index.html")).isNotEmptyFile();
  }
}
