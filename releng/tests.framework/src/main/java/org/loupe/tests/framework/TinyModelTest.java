package org.loupe.tests.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loupe.analysis.AnalysisView;
import org.loupe.analysis.Method;
import org.loupe.analysis.Methods;
import org.loupe.analysis.ParameterSchema;
import org.loupe.analysis.Result;
import org.loupe.analysis.Selection;
import org.loupe.analysis.ViewState;
import org.loupe.model.ArrayReference;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dataset;
import org.loupe.model.Device;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelRuntime;
import org.loupe.model.Progress;
import org.loupe.model.SessionOptions;
import org.loupe.model.Windows;
import org.loupe.plots.Figure;
import org.loupe.project.Project;
import org.loupe.project.Projects;
import org.loupe.project.Results;
import org.loupe.project.Subjects;
import org.loupe.project.Subjects.OpenSubject;
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

  @BeforeEach
  void everythingIsThere() throws InterruptedException {
    Await.until(
        "there is a runtime and saliency",
        () ->
            context.getServiceReference(ModelRuntime.class) != null
                && methods.find("saliency").filter(method -> method.view() != null).isPresent());
  }

  private Result saliency(Map<String, String> changes) throws LoupeException, IOException {
    return analyze(methods.find("saliency").orElseThrow(), changes);
  }

  private <P extends Record, R extends Result> Result analyze(
      Method<P, R> method, Map<String, String> changes) throws LoupeException, IOException {
    Project project = projects.open(Demo.folder().resolve("tiny"));
    Checkpoint checkpoint = project.checkpoint("tiny");
    Windows windows = Windows.all(project.dataset("tiny"));
    try (OpenSubject subject = subjects.of(checkpoint, windows, 42, ON_CPU)) {
      P defaults = method.analyzer().defaults(subject);
      P parameters = ParameterSchema.fromMap(method.analyzer().parameterType(), changes, defaults);
      return method.analyzer().analyze(subject, parameters, Progress.none());
    }
  }

  private static float[] all(Dataset dataset, String array) throws LoupeException {
    int[] windows = IntStream.range(0, dataset.size()).toArray();
    return ((FloatTensor) dataset.read(ArrayReference.whole(array), windows)).values();
  }

  private static float[] values(Result result, String array) {
    return ((FloatTensor) result.arrays().get(array)).values();
  }

  private static void assertClose(float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
    }
    assertThat(difference / largest).isLessThan(1e-5);
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
    Dataset expected = projects.dataset("tiny", Demo.folder().resolve("reference/tiny.npz"));
    Result result = saliency(Map.of("variant", variant, "prediction_head", head));
    assertClose(values(result, "attribution"), all(expected, variant + "." + head));
    assertClose(values(result, "objective"), all(expected, "objective." + head));
  }

  @Test
  @DisplayName("can be opened again after the runtime was stopped and started")
  void runtimeComesBack()
      throws LoupeException, IOException, BundleException, InterruptedException {
    float[] before = values(saliency(Map.of()), "attribution");
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
    assertThat(values(saliency(Map.of()), "attribution")).isEqualTo(before);
  }

  @Test
  @DisplayName("has results that are read as they were written")
  void writtenAndRead() throws LoupeException, IOException {
    Method<?, ?> method = methods.find("saliency").orElseThrow();
    Result result = saliency(Map.of());
    List<Figure> figures = figures(method.view(), result);
    assertThat(figures).hasSizeGreaterThanOrEqualTo(4);
    Path place = folder.resolve("saliency/tiny");

    results.requireWritable(place);
    results.write(place, result, figures);

    assertThat(place.resolve("result.json")).content().contains("\"analyzer\" : \"saliency\"");
    Dataset read = projects.dataset("read", place.resolve("arrays.npz"));
    for (String array : List.of("attribution", "objective")) {
      assertThat(all(read, array)).isEqualTo(values(result, array));
    }
    try (var files = Files.list(place)) {
      assertThat(files.filter(file -> file.toString().endsWith(".svg"))).hasSameSizeAs(figures);
    }
    assertThat(Arrays.asList(folder.resolve("saliency").toFile().list())).containsExactly("tiny");
  }

  private static <R extends Result> List<Figure> figures(AnalysisView<R> view, Result result) {
    return view.figures(view.resultType().cast(result), ViewState.DEFAULT, Selection.NONE);
  }
}
