package org.loupe.workbench.internal.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.Analyzer;
import org.loupe.analysis.ComparisonMethod;
import org.loupe.analysis.Info;
import org.loupe.analysis.Method;
import org.loupe.analysis.Methods;
import org.loupe.analysis.Result;
import org.loupe.analysis.Subject;
import org.loupe.model.Progress;
import org.loupe.workbench.internal.core.Observed;

@DisplayName("The list of installed methods")
class MethodListTest {
  private final Fake service = new Fake();
  private final Observed<Optional<Methods>> services = new Observed<>(Optional.empty());
  private final MethodList list = new MethodList(services);

  @Test
  @DisplayName("is empty without the service and follows it when it comes and goes")
  void followsTheService() {
    service.installed.add(method("saliency"));
    assertThat(list.installed().get()).isEmpty();

    services.set(Optional.of(service));
    assertThat(list.find("saliency")).isPresent();

    services.set(Optional.empty());
    assertThat(list.find("saliency")).isEmpty();
    assertThat(service.listeners).isEmpty();
  }

  @Test
  @DisplayName("tells when a method comes or goes")
  void followsTheMethods() {
    services.set(Optional.of(service));
    List<Integer> sizes = new ArrayList<>();
    list.installed().onChange(now -> sizes.add(now.size()));

    service.installed.add(method("saliency"));
    service.tell();
    service.tell();
    service.installed.clear();
    service.tell();

    assertThat(sizes).containsExactly(1, 0);
  }

  @Test
  @DisplayName("leaves no listener behind when it is closed")
  void closes() {
    services.set(Optional.of(service));
    list.close();

    assertThat(service.listeners).isEmpty();
  }

  private static Method<?, ?> method(String id) {
    return new Method<>(new Named(id), null, "org.example");
  }

  /** A service whose methods the test installs. */
  private static final class Fake implements Methods {
    final List<Method<?, ?>> installed = new ArrayList<>();
    final List<Runnable> listeners = new ArrayList<>();

    void tell() {
      List.copyOf(listeners).forEach(Runnable::run);
    }

    @Override
    public List<Method<?, ?>> all() {
      return List.copyOf(installed);
    }

    @Override
    public Optional<Method<?, ?>> find(String id) {
      return installed.stream().filter(method -> method.info().id().equals(id)).findFirst();
    }

    @Override
    public List<ComparisonMethod<?, ?>> comparisons() {
      return List.of();
    }

    @Override
    public Optional<ComparisonMethod<?, ?>> findComparison(String id) {
      return Optional.empty();
    }

    @Override
    public Subscription onChange(Runnable listener) {
      listeners.add(listener);
      return () -> listeners.remove(listener);
    }
  }

  record None() {}

  /** An analyzer that only has a name. */
  private record Named(String id) implements Analyzer<None, Result> {
    @Override
    public Info info() {
      return new Info(id, id, "", "", "", "1", List.of());
    }

    @Override
    public Class<None> parameterType() {
      return None.class;
    }

    @Override
    public Class<Result> resultType() {
      return Result.class;
    }

    @Override
    public None defaults(Subject subject) {
      return new None();
    }

    @Override
    public Result analyze(Subject subject, None parameters, Progress progress) {
      throw new UnsupportedOperationException("nothing is computed here");
    }
  }
}
