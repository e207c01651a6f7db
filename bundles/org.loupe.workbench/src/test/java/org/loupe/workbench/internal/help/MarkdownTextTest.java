package org.loupe.workbench.internal.help;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.workbench.internal.help.MarkdownText.Kind;
import org.loupe.workbench.internal.help.MarkdownText.Span;

@DisplayName("Markdown as text")
class MarkdownTextTest {
  @Test
  @DisplayName("has a line per paragraph, with gaps between them, and joins broken lines")
  void paragraphs() {
    MarkdownText page = MarkdownText.of("# Title\n\nOne\nline.\n\n## Next\n\nTwo.\n");
    assertThat(page.text()).isEqualTo("Title\n\nOne line.\n\nNext\nTwo.");
    assertThat(of(page, Kind.TITLE)).containsExactly("Title");
    assertThat(of(page, Kind.HEADING)).containsExactly("Next");
  }

  @Test
  @DisplayName("numbers and indents lists")
  void lists() {
    MarkdownText page = MarkdownText.of("Do:\n\n1. one\n2. two\n   - inner\n\nEnd.\n");
    assertThat(page.text()).isEqualTo("Do:\n\n1.  one\n2.  two\n•  inner\n\nEnd.");
    assertThat(page.spans())
        .filteredOn(span -> span.kind() == Kind.ITEM)
        .extracting(Span::target)
        .containsExactly("1", "2", "1");
  }

  @Test
  @DisplayName("keeps where links and pictures lead")
  void links() {
    MarkdownText page = MarkdownText.of("See [the *view*](view:saliency) ![alt](images/a.png)\n");
    assertThat(of(page, Kind.LINK)).containsExactly("the view");
    assertThat(of(page, Kind.EMPHASIS)).containsExactly("view");
    assertThat(page.spans()).extracting(Span::target).contains("view:saliency", "images/a.png");
    assertThat(page.text()).contains(String.valueOf(MarkdownText.PICTURE)).doesNotContain("alt");
  }

  @Test
  @DisplayName("shows code as it is and leaves HTML out")
  void code() {
    MarkdownText page =
        MarkdownText.of("`a*b`\n\n```\nloupe  demo\n```\n\n<script>x</script>\n\nEnd <b>bold</b>.");
    assertThat(of(page, Kind.CODE)).containsExactly("a*b", "loupe  demo");
    assertThat(page.text()).doesNotContain("<").contains("End bold.");
  }

  private static List<String> of(MarkdownText page, Kind kind) {
    return page.spans().stream()
        .filter(span -> span.kind() == kind)
        .map(span -> page.text().substring(span.start(), span.end()))
        .toList();
  }
}
