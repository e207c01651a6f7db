package org.loupe.tests.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.Device;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelRuntime;
import org.loupe.model.SessionOptions;
import org.loupe.project.ModelFamily;
import org.loupe.project.Projects;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.context.BundleContextExtension;
import org.osgi.test.junit5.service.ServiceExtension;

@DisplayName("A family of models, while Loupe runs")
@ExtendWith(BundleContextExtension.class)
@ExtendWith(ServiceExtension.class)
class FamilyTest {
  private static final String CARD =
      """
      {"loupe": 1, "name": "liquid", "inputs": [
        {"name": "x", "dtype": "float32", "axes": ["window", "time", "channel"],
         "data": {"array": "x"}}]}
      """;

  @InjectBundleContext BundleContext context;

  @InjectService(timeout = Await.PATIENCE)
  Projects projects;

  @TempDir Path folder;

  /** A CfC of 3 inputs and 4 units in the safetensors format, its weights all zeros. */
  private Path liquid() throws IOException {
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    for (String name : List.of("ff1", "ff2", "time_a", "time_b")) {
      shapes.put("rnn_cell." + name + ".weight", List.of(4, 7));
      shapes.put("rnn_cell." + name + ".bias", List.of(4));
    }
    StringBuilder header = new StringBuilder();
    int at = 0;
    for (Map.Entry<String, List<Integer>> tensor : shapes.entrySet()) {
      int end = at + 4 * tensor.getValue().stream().reduce(1, (a, b) -> a * b);
      header.append(header.isEmpty() ? "{" : ",").append('"').append(tensor.getKey());
      header.append("\":{\"dtype\":\"F32\",\"shape\":").append(tensor.getValue());
      header.append(",\"data_offsets\":[").append(at).append(',').append(end).append("]}");
      at = end;
    }
    byte[] text = header.append('}').toString().getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + at).order(ByteOrder.LITTLE_ENDIAN);
    return Files.write(
        folder.resolve("liquid.safetensors"), bytes.putLong(text.length).put(text).array());
  }

  private Checkpoint checkpoint(Path file) throws BadInputException {
    return projects.checkpoint("liquid", file, null, projects.card(file));
  }

  @Test
  @DisplayName("opens state dicts as long as its bundle is started")
  void comesBack() throws Exception {
    Files.writeString(folder.resolve("liquid.card.json"), CARD);
    Path file = liquid();
    awaitFamily();
    open(checkpoint(file));

    Bundle bundle = context.getServiceReference(ModelFamily.class).getBundle();
    assertThat(bundle.getSymbolicName()).isEqualTo("org.loupe.family.ncp");
    try {
      bundle.stop();
      assertThatThrownBy(() -> checkpoint(file))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("a TorchScript archive was expected");
    } finally {
      bundle.start();
    }
    awaitFamily();
    open(checkpoint(file));
  }

  private void awaitFamily() throws InterruptedException {
    Await.until("there is a family", () -> context.getServiceReference(ModelFamily.class) != null);
  }

  private void open(Checkpoint checkpoint) throws LoupeException, InterruptedException {
    Await.runtime(context);
    ServiceReference<ModelRuntime> reference = context.getServiceReference(ModelRuntime.class);
    try {
      context.getService(reference).open(checkpoint, new SessionOptions(Device.CPU, 1)).close();
    } finally {
      context.ungetService(reference);
    }
  }
}
