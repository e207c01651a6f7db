package org.loupe.tests.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.Method;
import org.loupe.analysis.Methods;
import org.loupe.analysis.ParameterSchema;
import org.loupe.analysis.Result;
import org.loupe.analysis.Selection;
import org.loupe.analysis.ViewState;
import org.loupe.model.Device;
import org.loupe.model.LoupeException;
import org.loupe.model.Progress;
import org.loupe.model.SessionOptions;
import org.loupe.model.Windows;
import org.loupe.project.Project;
import org.loupe.project.Projects;
import org.loupe.project.Subjects;
import org.loupe.project.Subjects.OpenSubject;
import org.loupe.testkit.memory.LastRecord;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.context.BundleContextExtension;
import org.osgi.test.junit5.service.ServiceExtension;

@DisplayName("A method that was used and is uninstalled")
@ExtendWith(BundleContextExtension.class)
@ExtendWith(ServiceExtension.class)
class LeftoverTest {
  private static final String PREFIX = "org.loupe.method.";
  private static final int WINDOWS = 4;
  private static final int COLLECTIONS = 100;

  @InjectBundleContext BundleContext context;

  @InjectService(timeout = Await.PATIENCE)
  Methods methods;

  @InjectService(timeout = Await.PATIENCE)
  Projects projects;

  @InjectService(timeout = Await.PATIENCE)
  Subjects subjects;

  private List<Bundle> bundles() {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> bundle.getSymbolicName().startsWith(PREFIX))
        .toList();
  }

  /** The bundles whose methods are there, with their views. */
  private Set<String> complete() {
    return Stream.<InstalledMethod<?, ?>>concat(
            methods.all().stream(), methods.comparisons().stream())
        .filter(method -> method.view() != null)
        .map(InstalledMethod::bundle)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  @DisplayName("leaves no class behind in memory")
  void collected() throws Exception {
    Await.runtime(context);
    Set<String> before =
        bundles().stream()
            .map(Bundle::getSymbolicName)
            .collect(Collectors.toCollection(TreeSet::new));
    Await.until("all methods are there", () -> complete().equals(before));
    assertThat(use()).as("methods that were used").isGreaterThan(3);
    Map<String, WeakReference<ClassLoader>> loaders = new TreeMap<>();
    List<String> locations = bundles().stream().map(Bundle::getLocation).toList();
    for (Bundle bundle : bundles()) {
      loaders.put(
          bundle.getSymbolicName(),
          new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader()));
      bundle.uninstall();
    }
    try {
      refresh();
      LastRecord.forget();
      for (int i = 0;
          i < COLLECTIONS && loaders.values().stream().anyMatch(each -> each.get() != null);
          i++) {
        System.gc();
        Thread.sleep(100);
      }
      assertThat(loaders).allSatisfy((name, loader) -> assertThat(loader.get()).as(name).isNull());
    } finally {
      install(locations);
    }
    Await.until("all methods are back", () -> complete().equals(before));
  }

  /** With the injected context they would be uninstalled when this test ends. */
  private static void install(List<String> locations) throws BundleException {
    BundleContext own = FrameworkUtil.getBundle(LeftoverTest.class).getBundleContext();
    for (String location : locations) {
      own.installBundle(location);
    }
    for (String location : locations) {
      own.getBundle(location).start();
    }
  }

  private void refresh() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    context
        .getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
        .adapt(FrameworkWiring.class)
        .refreshBundles(null, event -> done.countDown());
    assertThat(done.await(Await.PATIENCE, TimeUnit.MILLISECONDS)).isTrue();
  }

  /** Lets every method that fits the tiny model do what it does; how many there were. */
  private int use() throws LoupeException, IOException {
    Project project = projects.open(Demo.folder().resolve("tiny"));
    Windows windows = new Windows(project.dataset("tiny"), IntStream.range(0, WINDOWS).toArray());
    int used = 0;
    for (Method<?, ?> method : methods.all()) {
      ParameterSchema.fields(method.parameterType());
      try (OpenSubject subject =
          subjects.of(project.checkpoint("tiny"), windows, 42, new SessionOptions(Device.CPU, 1))) {
        if (method.info().unmet(subject.card()).isEmpty()) {
          show(method, subject);
          used++;
        }
      } catch (LoupeException e) {
        // It does not fit four windows of this model, and has been used all the same.
        assertThat(e).hasMessageMatching("(?s).+");
      }
    }
    return used;
  }

  private static <P extends Record, R extends Result> void show(
      Method<P, R> method, OpenSubject subject) throws LoupeException {
    P parameters = method.analyzer().defaults(subject);
    ParameterSchema.toMap(parameters);
    R result = method.analyzer().analyze(subject, parameters, Progress.none());
    if (method.view() != null) {
      method.view().figures(result, ViewState.DEFAULT, Selection.NONE);
    }
  }
}
