package org.loupe.analysis.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.analysis.AnalysisView;
import org.loupe.analysis.Analyzer;
import org.loupe.analysis.ComparisonAnalyzer;
import org.loupe.analysis.ComparisonMethod;
import org.loupe.analysis.DisplayOption;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Info;
import org.loupe.analysis.Method;
import org.loupe.analysis.Methods;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Result;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Selection;
import org.loupe.analysis.Subject;
import org.loupe.analysis.Table;
import org.loupe.analysis.ViewState;
import org.loupe.model.BadInputException;
import org.loupe.model.Progress;
import org.loupe.model.Tensor;
import org.loupe.plots.Figure;

@DisplayName("Installed methods")
class InstalledMethodsTest {
  /** Failures are provoked here; their log would only look like one of the test's own. */
  private static final Logger LOG = Logger.getLogger(InstalledMethods.class.getName());

  private final InstalledMethods methods = new InstalledMethods();

  @BeforeAll
  static void quiet() {
    LOG.setLevel(Level.OFF);
  }

  @Test
  @DisplayName("join an analyzer and the view of its id in any order of arrival")
  void anyOrder() {
    methods.add(new SomeView("one"), from("bundle.view"));
    methods.add(new SomeAnalyzer("one", "One"), from("bundle.one"));
    methods.add(new SomeAnalyzer("two", "Two"), from("bundle.two"));
    SomeView second = new SomeView("two");
    methods.add(second, from("bundle.view"));
    assertThat(methods.find("one").orElseThrow().view()).isNotNull();
    assertThat(methods.find("one").orElseThrow().bundle()).isEqualTo("bundle.one");
    assertThat((Object) methods.find("two").orElseThrow().view()).isSameAs(second);
    assertThat(methods.find("three")).isEmpty();
  }

  @Test
  @DisplayName("bring help pages in their bundles, of either kind of method")
  void help(@TempDir Path folder) throws Exception {
    Path page = Files.writeString(folder.resolve("one.md"), "# One – page\n");
    Origin origin =
        new Origin("bundle.one", path -> path.equals("OSGI-INF/help/one.md") ? url(page) : null);
    methods.add(new SomeAnalyzer("one", "One"), origin);
    methods.add(new SomeAnalyzer("two", "Two"), origin);
    assertThat(methods.help("one")).contains("# One – page\n");
    assertThat(methods.help("two")).isEmpty();
    assertThat(methods.help("three")).isEmpty();
  }

  @Test
  @DisplayName("refuse help pages that are too long, and say which")
  void longHelp(@TempDir Path folder) throws Exception {
    Path page = Files.write(folder.resolve("one.md"), new byte[Origin.MOST_BYTES + 1]);
    methods.add(new SomeAnalyzer("one", "One"), new Origin("bundle.one", path -> url(page)));
    assertThatThrownBy(() -> methods.help("one"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("OSGI-INF/help/one.md")
        .hasMessageContaining("bundle.one");
  }

  private static Origin from(String bundle) {
    return new Origin(bundle, path -> null);
  }

  private static URL url(Path file) {
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @DisplayName("are listed by name")
  void sorted() {
    methods.add(new SomeAnalyzer("a", "Zebra"), from("z"));
    methods.add(new SomeAnalyzer("z", "Ant"), from("a"));
    assertThat(methods.all()).extracting(method -> method.info().id()).containsExactly("z", "a");
  }

  @Test
  @DisplayName("go with their services, the view before or after the analyzer")
  void gone() {
    SomeAnalyzer analyzer = new SomeAnalyzer("one", "One");
    SomeView view = new SomeView("one");
    methods.add(analyzer, from("bundle"));
    methods.add(view, from("bundle"));
    methods.removeView(view);
    assertThat(methods.find("one").orElseThrow().view()).isNull();
    methods.removeAnalyzer(analyzer);
    assertThat(methods.all()).isEmpty();
  }

  @Test
  @DisplayName("keep the older of two with one id until it goes")
  void update() {
    SomeAnalyzer old = new SomeAnalyzer("one", "Old");
    SomeAnalyzer updated = new SomeAnalyzer("one", "New");
    methods.add(old, from("bundle"));
    methods.add(updated, from("bundle"));
    assertThat(methods.all()).extracting(Method::analyzer).isEqualTo(List.of(old));
    methods.removeAnalyzer(old);
    assertThat(methods.all()).extracting(Method::analyzer).isEqualTo(List.of(updated));
  }

  @Test
  @DisplayName("leave out services that fail when asked who they are")
  void failing() {
    methods.add(new SomeAnalyzer("bad", "Bad", new IllegalStateException("broken")), from("bad"));
    methods.add(
        new SomeAnalyzer("worse", "Worse", new NoClassDefFoundError("gone")), from("worse"));
    methods.add(new SomeAnalyzer("good", "Good"), from("good"));
    assertThat(methods.all()).extracting(Method::bundle).containsExactly("good");
  }

  @Test
  @DisplayName("that compare checkpoints stand apart, with their views, and go likewise")
  void comparisons() {
    SomeComparison analyzer = new SomeComparison();
    List<Integer> counts = new ArrayList<>();
    methods.onChange(() -> counts.add(methods.comparisons().size()));
    methods.add(analyzer, from("bundle"));
    assertThat(methods.findComparison("both").orElseThrow().view()).isNull();
    methods.add(new SomeView("both"), from("bundle"));
    ComparisonMethod<?, ?> method = methods.findComparison("both").orElseThrow();
    assertThat(method.view()).isNotNull();
    assertThat(method.bundle()).isEqualTo("bundle");
    assertThat(methods.find("both")).isEmpty();
    assertThat(methods.all()).isEmpty();
    methods.removeComparison(analyzer);
    assertThat(methods.comparisons()).isEmpty();
    assertThat(counts).containsExactly(1, 1, 0);
  }

  @Test
  @DisplayName("tell of changes until the subscription is closed, whatever other listeners do")
  void listeners() {
    List<Integer> counts = new ArrayList<>();
    methods.onChange(
        () -> {
          throw new IllegalStateException("a bad listener");
        });
    Methods.Subscription subscription = methods.onChange(() -> counts.add(methods.all().size()));
    SomeAnalyzer analyzer = new SomeAnalyzer("one", "One");
    methods.add(analyzer, from("bundle"));
    methods.removeAnalyzer(analyzer);
    subscription.close();
    subscription.close();
    methods.add(analyzer, from("bundle"));
    assertThat(counts).containsExactly(1, 0);
  }

  record NoParameters() {}

  record Nothing(Provenance provenance) implements Result {
    @Override
    public Map<String, Tensor> arrays() {
      return Map.of();
    }

    @Override
    public List<Scalar> scalars() {
      return List.of();
    }

    @Override
    public List<Table> tables() {
      return List.of();
    }

    @Override
    public List<Finding> findings() {
      return List.of();
    }
  }

  private static final class SomeAnalyzer implements Analyzer<NoParameters, Nothing> {
    private final Info info;
    private final List<Throwable> failure;

    SomeAnalyzer(String id, String name, Throwable... failure) {
      info = new Info(id, name, "explains", "limits", "paper", "1", List.of());
      this.failure = List.of(failure);
    }

    @Override
    public Info info() {
      for (Throwable thrown : failure) {
        if (thrown instanceof Error error) {
          throw error;
        }
        throw (RuntimeException) thrown;
      }
      return info;
    }

    @Override
    public Class<NoParameters> parameterType() {
      return NoParameters.class;
    }

    @Override
    public Class<Nothing> resultType() {
      return Nothing.class;
    }

    @Override
    public NoParameters defaults(Subject subject) {
      return new NoParameters();
    }

    @Override
    public Nothing analyze(Subject subject, NoParameters parameters, Progress progress) {
      throw new UnsupportedOperationException("not run here");
    }
  }

  private static final class SomeComparison implements ComparisonAnalyzer<NoParameters, Nothing> {
    @Override
    public Info info() {
      return new Info("both", "Both", "explains", "limits", "paper", "1", List.of());
    }

    @Override
    public Class<NoParameters> parameterType() {
      return NoParameters.class;
    }

    @Override
    public Class<Nothing> resultType() {
      return Nothing.class;
    }

    @Override
    public NoParameters defaults(List<Subject> subjects) {
      return new NoParameters();
    }

    @Override
    public Nothing analyze(List<Subject> subjects, NoParameters parameters, Progress progress) {
      throw new UnsupportedOperationException("not run here");
    }
  }

  private record SomeView(String analyzer) implements AnalysisView<Nothing> {
    @Override
    public String title() {
      return analyzer;
    }

    @Override
    public Class<Nothing> resultType() {
      return Nothing.class;
    }

    @Override
    public List<DisplayOption> options() {
      return List.of();
    }

    @Override
    public List<Figure> figures(Nothing result, ViewState state, Selection selection) {
      return List.of();
    }
  }
}
