package org.loupe.workbench.internal.help;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.workbench.internal.core.TestCore;
import org.loupe.workbench.internal.views.MethodList;
import org.loupe.workbench.internal.widgets.Stage;

@DisplayName("The help book")
class HelpBookTest {
  private final TestCore test = new TestCore(new Stage.BarView());
  private final MethodList methods = new MethodList(test.core().methods());

  @AfterEach
  void close() {
    methods.close();
    test.close();
  }

  @Test
  @DisplayName("lists the contents, the guide where the product brings it, and the methods")
  void topics(@TempDir Path home) throws Exception {
    assertThat(book(Optional.empty()).topics())
        .extracting(HelpTopic::id)
        .containsExactly(HelpBook.CONTENTS, "test");
    Files.createDirectories(home.resolve("docs"));
    Files.writeString(home.resolve("docs/user-guide.md"), "# Guide\n\n![x](images/x.png)\n");
    Files.writeString(home.resolve("docs/from-training-repository.md"), "# From a repository\n");
    HelpBook book = book(Optional.of(home));
    assertThat(book.topics())
        .extracting(HelpTopic::id)
        .containsExactly(HelpBook.CONTENTS, HelpBook.GUIDE, HelpBook.EXPORT, "test");
    assertThat(book.page(HelpBook.GUIDE).markdown()).startsWith("# Guide");
    assertThat(book.page(HelpBook.GUIDE).folder()).contains(home.resolve("docs"));
    assertThat(book.page(HelpBook.CONTENTS).markdown())
        .contains("(help:guide)", "(help:export)", "(help:test)")
        .doesNotContain("(help:contents)");
  }

  @Test
  @DisplayName("opens a guide that another one refers to by its file")
  void guides(@TempDir Path home) throws Exception {
    Files.createDirectories(home.resolve("docs"));
    Files.writeString(home.resolve("docs/from-training-repository.md"), "# From a repository\n");
    String id = HelpBook.guideIn("from-training-repository.md").orElseThrow();
    assertThat(book(Optional.of(home)).page(id).markdown()).startsWith("# From a repository");
    assertThat(HelpBook.guideIn("architecture.md")).isEmpty();
  }

  @Test
  @DisplayName("says what a method says of itself where its bundle brings no page")
  void noPage() throws Exception {
    assertThat(book(Optional.empty()).page("test").markdown())
        .contains("## What it shows", "## What it does not say", "org.example.method")
        .contains("(view:test)");
  }

  @Test
  @DisplayName("says that a method is gone")
  void gone() throws Exception {
    assertThat(book(Optional.empty()).page("nothing").markdown())
        .contains("not installed any more");
  }

  private HelpBook book(Optional<Path> home) {
    return new HelpBook(test.core(), methods, home);
  }
}
