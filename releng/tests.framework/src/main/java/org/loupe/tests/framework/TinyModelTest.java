package org.loupe.tests.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loupe.analysis.Method;
import org.loupe.analysis.Methods;
import org.loupe.analysis.Result;
import org.loupe.model.Dataset;
import org.loupe.model.Device;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelRuntime;
import org.loupe.model.SessionOptions;
import org.loupe.plots.Figure;
import org.loupe.project.Projects;
import org.loupe.project.Results;
import org.loupe.project.Subjects;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.context.BundleContextExtension;
import org.osgi.test.junit5.service.ServiceExtension;

@DisplayName("The tiny model, through the services")
@ExtendWith(BundleContextExtension.class)
@ExtendWith(ServiceExtension.class)
class TinyModelTest {
  private static final SessionOptions ON_CPU = new SessionOptions(Device.CPU, 1);

  @InjectBundleContext BundleContext context;

  @InjectService(timeout = Await.PATIENCE)
  Projects projects;

  @InjectService(timeout = Await.PATIENCE)
  Subjects subjects;

  @InjectService(timeout = Await.PATIENCE)
  Results results;

  @InjectService(timeout = Await.PATIENCE)
  Methods methods;

  @TempDir Path folder;

  private TinyModel tiny;

  @BeforeEach
  void everythingIsThere() throws InterruptedException {
    tiny = new TinyModel(projects, subjects, methods);
    Await.runtime(context);
    Await.method(methods, "saliency");
  }

  private Result saliency(Map<String, String> changes) throws LoupeException, IOException {
    return tiny.analyze("saliency", changes);
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({
    "saliency, motion",
    "saliency, mode",
    "saliency, step",
    "input_x_gradient, motion",
    "input_x_gradient, mode",
    "input_x_gradient, step"
  })
  @DisplayName("gives PyTorch's numbers")
  void reference(String variant, String head) throws LoupeException, IOException {
    Result result = saliency(Map.of("variant", variant, "prediction_head", head));
    Numbers.assertClose(
        Numbers.floats(result, "attribution"), tiny.reference(variant + "." + head));
    Numbers.assertClose(Numbers.floats(result, "objective"), tiny.reference("objective." + head));
  }

  @Test
  @DisplayName("can be opened again after the runtime was stopped and started")
  void runtimeComesBack()
      throws LoupeException, IOException, BundleException, InterruptedException {
    float[] before = Numbers.floats(saliency(Map.of()), "attribution");
    ServiceReference<ModelRuntime> reference = context.getServiceReference(ModelRuntime.class);
    Bundle runtime = reference.getBundle();
    assertThat(runtime.getSymbolicName()).isEqualTo("org.loupe.runtime");
    try {
      runtime.stop();
      assertThat(context.getServiceReference(ModelRuntime.class)).isNull();
    } finally {
      runtime.start();
    }
    everythingIsThere();
    assertThat(Numbers.floats(saliency(Map.of()), "attribution")).isEqualTo(before);
  }

  @Test
  @DisplayName("has results that are read as they were written")
  void writtenAndRead() throws LoupeException, IOException {
    Method<?, ?> method = methods.find("saliency").orElseThrow();
    Result result = saliency(Map.of());
    List<Figure> figures = TinyModel.figures(method, result);
    assertThat(figures).hasSizeGreaterThanOrEqualTo(4);
    Path place = folder.resolve("saliency/tiny");

    results.requireWritable(place);
    results.write(place, result, figures);

    assertThat(place.resolve("result.json")).content().contains("\"analyzer\" : \"saliency\"");
    Dataset read = projects.dataset("read", place.resolve("arrays.npz"));
    for (String array : List.of("attribution", "objective")) {
      assertThat(Numbers.floats(read, array)).isEqualTo(Numbers.floats(result, array));
    }
    try (var files = Files.list(place)) {
      assertThat(files.filter(file -> file.toString().endsWith(".svg"))).hasSameSizeAs(figures);
    }
    assertThat(Arrays.asList(folder.resolve("saliency").toFile().list())).containsExactly("tiny");
  }
}
