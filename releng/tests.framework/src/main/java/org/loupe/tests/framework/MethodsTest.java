package org.loupe.tests.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.analysis.Method;
import org.loupe.analysis.Methods;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.context.BundleContextExtension;
import org.osgi.test.junit5.service.ServiceExtension;

@DisplayName("The installed methods")
@ExtendWith(BundleContextExtension.class)
@ExtendWith(ServiceExtension.class)
class MethodsTest {
  private static final String BUNDLE = "org.loupe.method.saliency";

  @InjectBundleContext BundleContext context;

  @InjectService(timeout = Await.PATIENCE)
  Methods methods;

  private Bundle bundle() {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> bundle.getSymbolicName().equals(BUNDLE))
        .findFirst()
        .orElseThrow();
  }

  private boolean isComplete() {
    return methods.find("saliency").filter(method -> method.view() != null).isPresent();
  }

  @Test
  @DisplayName("have saliency, its analyzer with its view, from its own bundle")
  void saliency() throws InterruptedException {
    Await.until("saliency and its view are there", this::isComplete);
    Method<?, ?> method = methods.find("saliency").orElseThrow();
    assertThat(method.bundle()).isEqualTo(BUNDLE);
    assertThat(methods.all()).extracting(each -> each.info().id()).contains("saliency");
  }

  @ParameterizedTest
  @ValueSource(strings = {"heads", "tokens", "embeddings"})
  @DisplayName("have the methods that share one forward, with their views")
  void shared(String id) throws InterruptedException {
    Await.until(
        id + " and its view are there",
        () -> methods.find(id).filter(method -> method.view() != null).isPresent());
    assertThat(methods.find(id).orElseThrow().bundle()).isEqualTo("org.loupe.method." + id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"temporal_importance", "time_sensitivity"})
  @DisplayName("have the methods of time in liquid networks, with their views")
  void temporal(String id) throws InterruptedException {
    Await.until(
        id + " and its view are there",
        () -> methods.find(id).filter(method -> method.view() != null).isPresent());
    assertThat(methods.find(id).orElseThrow().bundle()).isEqualTo("org.loupe.method.temporal");
  }

  @Test
  @DisplayName("come and go with their bundles, and say so")
  void comeAndGo() throws BundleException, InterruptedException {
    Await.until("saliency and its view are there", this::isComplete);
    Method<?, ?> before = methods.find("saliency").orElseThrow();
    AtomicInteger changes = new AtomicInteger();
    Methods.Subscription subscription = methods.onChange(changes::incrementAndGet);
    try {
      bundle().stop();
      Await.until("saliency is gone", () -> methods.find("saliency").isEmpty());
      assertThat(methods.all()).extracting(each -> each.info().id()).doesNotContain("saliency");
      Await.until("the going is told", () -> changes.get() > 0);
      int told = changes.get();
      bundle().start();
      Await.until("saliency is back", this::isComplete);
      Await.until("the coming is told", () -> changes.get() > told);
    } finally {
      subscription.close();
      bundle().start();
    }
    assertThat(methods.find("saliency").orElseThrow().analyzer()).isNotSameAs(before.analyzer());
  }
}
