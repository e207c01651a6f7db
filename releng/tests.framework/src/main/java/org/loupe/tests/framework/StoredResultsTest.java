package org.loupe.tests.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.analysis.Digest;
import org.loupe.analysis.Info;
import org.loupe.analysis.InformedSubject;
import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.Method;
import org.loupe.analysis.Methods;
import org.loupe.analysis.Result;
import org.loupe.analysis.Subject;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dataset;
import org.loupe.model.Device;
import org.loupe.model.LoupeException;
import org.loupe.model.Progress;
import org.loupe.model.SessionOptions;
import org.loupe.model.Windows;
import org.loupe.project.Project;
import org.loupe.project.Projects;
import org.loupe.project.Results;
import org.loupe.project.StoredResult;
import org.loupe.project.Subjects;
import org.osgi.framework.BundleContext;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.context.BundleContextExtension;
import org.osgi.test.junit5.service.ServiceExtension;

/**
 * Every method's results come back from disk as they were: written again, and drawn again, they are
 * the same bytes.
 */
@DisplayName("A result on disk, read back,")
@ExtendWith(BundleContextExtension.class)
@ExtendWith(ServiceExtension.class)
class StoredResultsTest {
  private static final int WINDOWS = 6;

  @InjectBundleContext BundleContext context;

  @InjectService(timeout = Await.PATIENCE)
  Projects projects;

  @InjectService(timeout = Await.PATIENCE)
  Subjects subjects;

  @InjectService(timeout = Await.PATIENCE)
  Methods methods;

  @InjectService(timeout = Await.PATIENCE)
  Results results;

  @TempDir Path folder;

  @BeforeEach
  void everythingIsThere() throws InterruptedException {
    Await.runtime(context);
  }

  private InstalledMethod<?, ?> method(String id) throws InterruptedException {
    return Await.method(methods, id);
  }

  @Test
  @DisplayName("is tried of every method that there is")
  void all() throws InterruptedException {
    List<String> tried =
        List.of(
            "ablation",
            "activations",
            "alignment",
            "attention",
            "cka",
            "drift",
            "embeddings",
            "flips",
            "heads",
            "occlusion",
            "overview",
            "patching",
            "saliency",
            "sensors",
            "states",
            "summary",
            "temporal_importance",
            "time_sensitivity",
            "tokens",
            "window");
    Await.until("all are there", () -> methods.installed().size() >= tried.size());
    assertThat(methods.installed())
        .extracting(each -> each.info().id())
        .containsExactlyInAnyOrderElementsOf(tried);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ablation",
        "activations",
        "attention",
        "embeddings",
        "heads",
        "occlusion",
        "overview",
        "saliency",
        "sensors",
        "states",
        "summary",
        "tokens",
        "window"
      })
  @DisplayName("is the same, on the demo")
  void oneCheckpoint(String id) throws Exception {
    Project project = projects.open(Demo.folder());
    Method<?, ?> method = (Method<?, ?>) method(id);
    int count = method.analyzer().isOfOneWindow() ? 1 : WINDOWS;
    check(method, List.of(project.checkpoint("late")), project.dataset("test"), count);
  }

  @ParameterizedTest
  @ValueSource(strings = {"alignment", "cka", "drift", "flips", "patching"})
  @DisplayName("is the same where checkpoints are compared, on the demo")
  void comparison(String id) throws Exception {
    Project project = projects.open(Demo.folder());
    List<Checkpoint> checkpoints = List.of(project.checkpoint("early"), project.checkpoint("late"));
    check(method(id), checkpoints, project.dataset("test"), WINDOWS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"temporal_importance", "time_sensitivity", "states"})
  @DisplayName("is the same of a liquid network")
  void liquid(String id) throws Exception {
    Path data = Demo.folder().resolve("../../../shared/data").normalize();
    Path file = data.resolve("ncp_cfc_fc_cnc.ts.pt");
    assumeTrue(Files.exists(file), file + " is not there");
    Checkpoint checkpoint =
        projects.checkpoint(
            "cfc", file, null, projects.card(data.resolve("ncp_cfc_fc_cnc.card.json")));
    Dataset dataset = projects.dataset("ref", data.resolve("ref_ncp.npz"));
    check(method(id), List.of(checkpoint), dataset, WINDOWS);
  }

  private <P extends Record, R extends Result> void check(
      InstalledMethod<P, R> method, List<Checkpoint> checkpoints, Dataset dataset, int count)
      throws LoupeException, IOException, InterruptedException {
    Windows windows = new Windows(dataset, IntStream.range(0, count).toArray());
    List<Subjects.OpenSubject> open = new ArrayList<>();
    try {
      for (Checkpoint checkpoint : checkpoints) {
        open.add(subjects.of(checkpoint, windows, 42, new SessionOptions(Device.CPU, 1)));
      }
      List<Digest> digests = new ArrayList<>();
      if (method.info().needs().contains(Info.Need.RESULTS)) {
        digests.add(analyze(method("heads"), open, List.of()));
        digests.add(analyze(method("overview"), open, List.of()));
      }
      check(method, analyze(method, open, digests));
    } finally {
      open.forEach(Subjects.OpenSubject::close);
    }
  }

  private static <P extends Record, R extends Result> R analyze(
      InstalledMethod<P, R> method, List<? extends Subject> open, List<Digest> digests)
      throws LoupeException {
    List<Subject> informed =
        open.stream().<Subject>map(each -> new InformedSubject(each, digests)).toList();
    return method.analyze(informed, method.defaults(informed), Progress.none());
  }

  private <R extends Result> void check(InstalledMethod<?, R> method, R computed)
      throws LoupeException, IOException {
    String name = method.info().id() + "/" + computed.provenance().subjectName();
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    results.write(first.resolve(name), computed, TinyModel.figures(method, computed));
    StoredResult stored = results.inventory(first).results().get(0);

    R read = results.read(stored, method).orElseThrow();
    results.write(second.resolve(name), read, TinyModel.figures(method, read));

    assertThat(read).isExactlyInstanceOf(method.resultType());
    assertThat(read.caveats()).isEqualTo(computed.caveats());
    try (Stream<Path> files = Files.list(first.resolve(name))) {
      for (Path file : files.toList()) {
        assertThat(second.resolve(name).resolve(file.getFileName())).hasSameBinaryContentAs(file);
      }
    }
  }
}
