package org.loupe.tests.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelException;
import org.loupe.model.ModelRuntime;
import org.loupe.model.SessionOptions;
import org.loupe.project.Projects;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.context.BundleContextExtension;
import org.osgi.test.junit5.service.ServiceExtension;

/** Runs after all others (see bnd.bnd), for in the end no model can be opened in this process. */
@DisplayName("An update while Loupe runs")
@ExtendWith(BundleContextExtension.class)
@ExtendWith(ServiceExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UpdateTest {
  @InjectBundleContext BundleContext context;

  @InjectService(timeout = Await.PATIENCE)
  Projects projects;

  private Bundle bundle(String name) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> bundle.getSymbolicName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void open() throws LoupeException, IOException, InterruptedException {
    Await.runtime(context);
    ServiceReference<ModelRuntime> reference = context.getServiceReference(ModelRuntime.class);
    ModelRuntime runtime = context.getService(reference);
    try {
      runtime
          .open(
              projects.open(Demo.folder().resolve("tiny")).checkpoint("tiny"), SessionOptions.AUTO)
          .close();
    } finally {
      context.ungetService(reference);
    }
  }

  private void refresh(Bundle bundle) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    context
        .getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
        .adapt(FrameworkWiring.class)
        .refreshBundles(List.of(bundle), event -> done.countDown());
    assertThat(done.await(Await.PATIENCE, TimeUnit.MILLISECONDS)).isTrue();
  }

  @Test
  @Order(1)
  @DisplayName(
      "needs a restart for the engine, and for nothing else, as the bundles themselves say")
  void declared() {
    assertThat(context.getBundles())
        .filteredOn(
            bundle ->
                !bundle
                    .adapt(BundleRevision.class)
                    .getDeclaredCapabilities("org.loupe.restart")
                    .isEmpty())
        .extracting(Bundle::getSymbolicName)
        .containsExactlyInAnyOrder("org.loupe.wrap.djl", "org.loupe.wrap.djl.natives");
  }

  @Test
  @Order(2)
  @DisplayName("of the runtime itself leaves models that open")
  void runtime() throws LoupeException, IOException, InterruptedException, BundleException {
    open();
    Bundle runtime = bundle("org.loupe.runtime");
    runtime.update();
    refresh(runtime);
    assertThatCode(this::open).doesNotThrowAnyException();
  }

  @Test
  @Order(3)
  @DisplayName("of the engine leaves models that say that Loupe must be restarted")
  void engine() throws InterruptedException {
    refresh(bundle("org.loupe.wrap.djl"));
    assertThatThrownBy(this::open)
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("Loupe must be restarted: its PyTorch engine was updated");
    assertThatThrownBy(this::open)
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("Loupe must be restarted");
  }
}
