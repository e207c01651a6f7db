package ${package}.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.loupe.analysis.Method;
import org.loupe.analysis.Methods;
import org.loupe.analysis.Result;
import org.loupe.analysis.Selection;
import org.loupe.analysis.ViewState;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.Progress;
import org.loupe.model.Windows;
import org.loupe.testkit.CardBuilder;
import org.loupe.testkit.FakeDataset;
import org.loupe.testkit.FakeModelSession;
import org.loupe.testkit.FakeSubject;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;

/** The bundle as people run it: found by its id among the methods, with its view. */
@DisplayName("${methodName}, inside Felix")
@ExtendWith(ServiceExtension.class)
class ${className}Test {
  @InjectService(timeout = 30_000)
  Methods methods;

  @Test
  @DisplayName("is found with its view, and its result is drawn")
  void isFound() throws LoupeException, InterruptedException {
    Method<?, ?> method = method();
    assertThat(method.bundle()).isEqualTo("${artifactId}");
    assertThat(figures(method)).isPositive();
  }

  /** Services come in any order; waits until analyzer and view are there. */
  private Method<?, ?> method() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (true) {
      Optional<Method<?, ?>> found = methods.find("${methodId}");
      if (found.isPresent() && found.get().view() != null) {
        return found.get();
      }
      assertThat(System.nanoTime()).as("${methodId} and its view came in time").isLessThan(end);
      Thread.sleep(50);
    }
  }

  private static <P extends Record, R extends Result> int figures(Method<P, R> method)
      throws LoupeException {
    ModelCard card =
        new CardBuilder("example").input("x", "sensor").categoricalHead("state", "on", "off").build();
    FakeDataset data =
        new FakeDataset("test").with("x", new int[] {2, 3, 1}, new float[] {1, 2, 3, 4, 5, 6});
    try (FakeModelSession session =
        new FakeModelSession(card, Map.of("state", new float[][] {{1}, {-1}}))) {
      FakeSubject subject = new FakeSubject(session, Windows.all(data));
      R result =
          method
              .analyzer()
              .analyze(subject, method.analyzer().defaults(subject), Progress.none());
      return method.view().figures(result, ViewState.DEFAULT, Selection.NONE).size();
    }
  }
}
