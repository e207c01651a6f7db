package org.loupe.report.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.model.BadInputException;

@DisplayName("A figure for a page")
class DrawnTest {
  @TempDir Path folder;

  @Test
  @DisplayName("is what Loupe drew, without the fonts")
  void taken() throws Exception {
    Path file = Files.writeString(folder.resolve("f.svg"), Written.svg());
    String markup = Drawn.read(file);
    assertThat(markup)
        .startsWith("<svg role=\"img\" width=\"600\" height=\"300\" viewBox=\"0 0 600 300\"")
        .contains("<title>Bars of a &amp; b</title>", "<rect", "<text", "</svg>")
        .doesNotContain("font-face", "<style", "xmlns");
    assertThat(markup.split("<text", -1)).hasSameSizeAs(Written.svg().split("<text", -1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<rect onload=\"alert(1)\"/>",
        "<image href=\"https://example.org/x.png\"/>",
        "<image href=\"data:image/svg+xml;base64,PHN2Zz4=\"/>",
        "<image style=\"background:url(https://example.org)\"/>",
        "<rect fill=\"url(https://example.org)\"/>",
        "<a href=\"javascript:alert(1)\"><text>x</text></a>",
        "<foreignObject><p>x</p></foreignObject>",
        "<use href=\"#x\"/>",
        "<?xml-stylesheet href=\"x.css\"?>",
        "<text>unfinished"
      })
  @DisplayName("holds nothing that Loupe never writes")
  void refused(String content) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("f.svg"),
            "<svg xmlns=\"http://www.w3.org/2000/svg\">" + content + "</svg>");
    assertThatThrownBy(() -> Drawn.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("f.svg is no figure that Loupe drew: it");
  }

  @Test
  @DisplayName("reads no entities, nothing but SVG, and no endless nesting")
  void hostile() throws Exception {
    Path bomb =
        Files.writeString(
            folder.resolve("bomb.svg"),
            "<!DOCTYPE svg [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><svg><title>&b;</title></svg>");
    Path page = Files.writeString(folder.resolve("page.svg"), "<html><title>x</title></html>");
    Path deep = Files.writeString(folder.resolve("deep.svg"), "<svg>".repeat(100_000));
    for (Path file : new Path[] {bomb, page, deep, folder.resolve("missing.svg")}) {
      assertThatThrownBy(() -> Drawn.read(file)).isInstanceOf(BadInputException.class);
    }
  }

  @Test
  @DisplayName("says text as text")
  void escapes() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("f.svg"),
            "<svg><title>&lt;script&gt;alert(1)&lt;/script&gt;</title></svg>");
    assertThat(Drawn.read(file))
        .isEqualTo("<svg><title>&lt;script&gt;alert(1)&lt;/script&gt;</title></svg>");
  }
}
