package org.loupe.releng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Test reports")
class TestReportsTest {
  @TempDir Path folder;

  private TestReports reports(String... suites) throws IOException {
    for (int i = 0; i < suites.length; i++) {
      Files.writeString(folder.resolve("TEST-" + i + ".xml"), suites[i]);
    }
    return TestReports.read(folder);
  }

  @Test
  @DisplayName("are summed over all files")
  void sum() throws IOException {
    TestReports reports =
        reports(
            "<testsuite tests='3' failures='0' errors='0' skipped='1'/>",
            "<testsuite tests='2' failures='0' errors='0' skipped='0'/>");
    assertThat(reports.summary()).isEqualTo("Tests run: 5, Failures: 0, Errors: 0, Skipped: 1");
    reports.requireSuccess();
  }

  @Test
  @DisplayName("without a single test fail the build")
  void noneRan() throws IOException {
    TestReports reports = reports("<testsuite tests='1' failures='0' errors='0' skipped='1'/>");
    assertThatThrownBy(reports::requireSuccess).hasMessageStartingWith("No test ran");
  }

  @Test
  @DisplayName("in a folder that does not exist count as none")
  void noFolder() throws IOException {
    TestReports reports = TestReports.read(folder.resolve("absent"));
    assertThatThrownBy(reports::requireSuccess).hasMessageStartingWith("No test ran");
  }

  @Test
  @DisplayName("with a failure fail the build")
  void failure() throws IOException {
    TestReports reports = reports("<testsuite tests='2' failures='1' errors='0' skipped='0'/>");
    assertThatThrownBy(reports::requireSuccess).hasMessageStartingWith("Tests failed");
  }
}
