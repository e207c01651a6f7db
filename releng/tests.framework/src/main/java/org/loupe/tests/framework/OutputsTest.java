package org.loupe.tests.framework;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loupe.analysis.Decoding;
import org.loupe.model.Dataset;
import org.loupe.model.Device;
import org.loupe.model.LongTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.SessionOptions;
import org.loupe.model.Windows;
import org.loupe.project.Project;
import org.loupe.project.Projects;
import org.loupe.project.Subjects;
import org.loupe.project.Subjects.OpenSubject;
import org.osgi.framework.BundleContext;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.context.BundleContextExtension;
import org.osgi.test.junit5.service.ServiceExtension;

@DisplayName("The demo's outputs")
@ExtendWith(BundleContextExtension.class)
@ExtendWith(ServiceExtension.class)
class OutputsTest {
  @InjectBundleContext BundleContext context;

  @InjectService(timeout = Await.PATIENCE)
  Projects projects;

  @InjectService(timeout = Await.PATIENCE)
  Subjects subjects;

  @ParameterizedTest(name = "{1} of {0}")
  @CsvSource({
    "demo_late, type",
    "demo_late, command",
    "demo_late, param_type",
    "demo_late, param_value",
    "demo_late, operation",
    "demo_late, hidden",
    "tiny, motion",
    "tiny, mode",
    "tiny, step",
    "tiny, hidden"
  })
  @DisplayName("are PyTorch's")
  void reference(String model, String output)
      throws LoupeException, IOException, InterruptedException {
    Await.runtime(context);
    Dataset expected =
        projects.dataset(model, Demo.folder().resolve("reference/" + model + ".npz"));
    boolean tiny = model.equals("tiny");
    Project project = projects.open(tiny ? Demo.folder().resolve("tiny") : Demo.folder());
    Dataset data = project.dataset(tiny ? "tiny" : "test");
    Windows windows = tiny ? Windows.all(data) : new Windows(data, windows(expected));
    float[] actual = outputs(project, tiny ? "tiny" : "late", windows, output);
    String array = output.equals("hidden") ? output : "logits." + output;
    Numbers.assertClose(actual, Numbers.floats(expected, array));
  }

  private float[] outputs(Project project, String checkpoint, Windows windows, String output)
      throws LoupeException {
    float[][] values = new float[1][];
    try (OpenSubject subject =
        subjects.of(
            project.checkpoint(checkpoint), windows, 42, new SessionOptions(Device.CPU, 1))) {
      Query query = Query.outputs(output).withMicroBatch(windows.size());
      subject
          .session()
          .evaluate(
              subject.inputs(Decoding.TEACHER_FORCED, List.of()),
              query,
              evaluation -> values[0] = evaluation.outputs().get(output).values(),
              Progress.none());
    }
    return values[0];
  }

  private static int[] windows(Dataset expected) throws LoupeException {
    long[] numbers = ((LongTensor) Numbers.all(expected, "windows")).values();
    return IntStream.range(0, numbers.length).map(i -> Math.toIntExact(numbers[i])).toArray();
  }
}
