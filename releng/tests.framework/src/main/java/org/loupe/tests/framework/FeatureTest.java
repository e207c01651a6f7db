package org.loupe.tests.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.loupe.analysis.Info;
import org.loupe.analysis.Method;
import org.loupe.analysis.Methods;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.context.BundleContextExtension;
import org.osgi.test.junit5.service.ServiceExtension;

@DisplayName("The feature for liquid networks")
@ExtendWith(BundleContextExtension.class)
@ExtendWith(ServiceExtension.class)
class FeatureTest {
  @InjectBundleContext BundleContext context;

  @InjectService(timeout = Await.PATIENCE)
  Methods methods;

  private List<Method<?, ?>> suite() {
    return methods.all().stream()
        .filter(method -> method.info().suites().contains(Info.NCP))
        .toList();
  }

  private Set<String> complete() {
    return suite().stream()
        .filter(method -> method.view() != null)
        .map(method -> method.info().id())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<Bundle> loupe() {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> bundle.getSymbolicName().startsWith("org.loupe."))
        .filter(bundle -> bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null)
        .toList();
  }

  @Test
  @DisplayName("can be left out, and brings its methods when it is installed while Loupe runs")
  void installed() throws BundleException, InterruptedException {
    Await.until("activations and its view are there", () -> complete().contains("activations"));
    Set<String> before = complete();
    Set<String> names =
        suite().stream().map(Method::bundle).collect(Collectors.toCollection(TreeSet::new));
    List<String> locations = new ArrayList<>();
    for (Bundle bundle : loupe()) {
      if (names.contains(bundle.getSymbolicName())) {
        locations.add(bundle.getLocation());
        bundle.uninstall();
      }
    }
    try {
      assertThat(locations).hasSameSizeAs(names);
      Await.until("its methods are gone", () -> suite().isEmpty());
      assertThat(methods.all())
          .extracting(method -> method.info().id())
          .contains("saliency", "heads", "summary");
      assertThat(loupe())
          .allSatisfy(
              bundle ->
                  assertThat(bundle.getState())
                      .as(bundle.getSymbolicName())
                      .isEqualTo(Bundle.ACTIVE));
    } finally {
      for (String location : locations) {
        // With the injected context it would be uninstalled when this test ends.
        FrameworkUtil.getBundle(FeatureTest.class)
            .getBundleContext()
            .installBundle(location)
            .start();
      }
    }
    Await.until("its methods are back, with their views", () -> complete().containsAll(before));
    assertThat(methods.find("activations").orElseThrow().bundle())
        .isEqualTo("org.loupe.method.activations");
  }
}
