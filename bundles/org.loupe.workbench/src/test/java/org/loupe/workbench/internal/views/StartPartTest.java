package org.loupe.workbench.internal.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The start page")
class StartPartTest {
  @Test
  @DisplayName("has a line of Python that finds the exporter wherever it lies")
  void exportLine() {
    assertThat(StartPart.exportLine(Path.of("/opt/my \"loupe\"/exporter")))
        .startsWith("import sys; sys.path.append(\"/opt/my \\\"loupe\\\"/exporter\"); ")
        .contains("export(model, example_inputs, \"loupe\", dataset=\"test.pt\")");
  }
}
