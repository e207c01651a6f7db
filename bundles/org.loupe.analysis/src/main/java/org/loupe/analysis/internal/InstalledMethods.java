package org.loupe.analysis.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.AnalysisView;
import org.loupe.analysis.Analyzer;
import org.loupe.analysis.ComparisonAnalyzer;
import org.loupe.analysis.ComparisonMethod;
import org.loupe.analysis.Info;
import org.loupe.analysis.Method;
import org.loupe.analysis.Methods;
import org.loupe.analysis.Result;
import org.loupe.model.BadInputException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Joins analyzers and views as their services come and go. */
@Component(service = Methods.class)
public final class InstalledMethods implements Methods {
  private static final Logger LOG = System.getLogger(InstalledMethods.class.getName());

  private final Registered<Analyzer<?, ?>> analyzers = new Registered<>();
  private final Registered<ComparisonAnalyzer<?, ?>> comparisons = new Registered<>();
  private final List<InstalledView> views = new CopyOnWriteArrayList<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  @Reference(
      service = Analyzer.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  void addAnalyzer(ServiceReference<?> reference, Analyzer<?, ?> analyzer) {
    add(analyzer, Origin.of(reference.getBundle()));
  }

  void removeAnalyzer(Analyzer<?, ?> analyzer) {
    if (analyzers.remove(analyzer)) {
      changed();
    }
  }

  @Reference(
      service = ComparisonAnalyzer.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  void addComparison(ServiceReference<?> reference, ComparisonAnalyzer<?, ?> analyzer) {
    add(analyzer, Origin.of(reference.getBundle()));
  }

  void removeComparison(ComparisonAnalyzer<?, ?> analyzer) {
    if (comparisons.remove(analyzer)) {
      changed();
    }
  }

  @Reference(
      service = AnalysisView.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  void addView(ServiceReference<?> reference, AnalysisView<?> view) {
    add(view, Origin.of(reference.getBundle()));
  }

  void removeView(AnalysisView<?> view) {
    if (views.removeIf(installed -> installed.view() == view)) {
      changed();
    }
  }

  void add(Analyzer<?, ?> analyzer, Origin origin) {
    add(analyzers, analyzer, analyzer::info, origin);
  }

  void add(ComparisonAnalyzer<?, ?> analyzer, Origin origin) {
    add(comparisons, analyzer, analyzer::info, origin);
  }

  private <S> void add(Registered<S> to, S analyzer, Supplier<Info> info, Origin origin) {
    try {
      to.add(analyzer, info.get(), origin);
      changed();
    } catch (RuntimeException | LinkageError e) {
      LOG.log(
          Level.ERROR,
          "The analyzer of bundle " + origin.bundle() + " is left out: it does not say who it is.",
          e);
    }
  }

  void add(AnalysisView<?> view, Origin origin) {
    try {
      views.add(new InstalledView(view, view.analyzer(), view.resultType()));
      changed();
    } catch (RuntimeException | LinkageError e) {
      LOG.log(
          Level.ERROR,
          "The view of bundle " + origin.bundle() + " is left out: it does not say what it shows.",
          e);
    }
  }

  @Override
  public List<Method<?, ?>> all() {
    return analyzers.byName().stream().<Method<?, ?>>map(this::method).toList();
  }

  @Override
  public Optional<Method<?, ?>> find(String id) {
    return analyzers.find(id).map(this::method);
  }

  @Override
  public List<ComparisonMethod<?, ?>> comparisons() {
    return comparisons.byName().stream().<ComparisonMethod<?, ?>>map(this::comparison).toList();
  }

  @Override
  public Optional<ComparisonMethod<?, ?>> findComparison(String id) {
    return comparisons.find(id).map(this::comparison);
  }

  @Override
  public Optional<String> help(String id) throws BadInputException {
    Optional<Origin> origin =
        analyzers
            .find(id)
            .map(Registered.One::origin)
            .or(() -> comparisons.find(id).map(Registered.One::origin));
    return origin.isEmpty() ? Optional.empty() : origin.get().helpPage(id);
  }

  @Override
  public Subscription onChange(Runnable listener) {
    // Wrapped, so that the same listener subscribed twice is two subscriptions.
    Runnable own = listener::run;
    listeners.add(own);
    return () -> listeners.remove(own);
  }

  private Method<?, ?> method(Registered.One<Analyzer<?, ?>> installed) {
    return join(installed.service(), installed);
  }

  private <P extends Record, R extends Result> Method<P, R> join(
      Analyzer<P, R> analyzer, Registered.One<?> installed) {
    return new Method<>(
        analyzer, view(installed.id(), analyzer.resultType()), installed.origin().bundle());
  }

  private ComparisonMethod<?, ?> comparison(Registered.One<ComparisonAnalyzer<?, ?>> installed) {
    return join(installed.service(), installed);
  }

  private <P extends Record, R extends Result> ComparisonMethod<P, R> join(
      ComparisonAnalyzer<P, R> analyzer, Registered.One<?> installed) {
    return new ComparisonMethod<>(
        analyzer, view(installed.id(), analyzer.resultType()), installed.origin().bundle());
  }

  private <R extends Result> @Nullable AnalysisView<R> view(String id, Class<R> resultType) {
    for (InstalledView installed : views) {
      if (installed.analyzer().equals(id) && installed.resultType() == resultType) {
        @SuppressWarnings("unchecked") // the view says that it shows results of this very class
        AnalysisView<R> view = (AnalysisView<R>) installed.view();
        return view;
      }
    }
    return null;
  }

  private void changed() {
    for (Runnable listener : listeners) {
      try {
        listener.run();
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "A listener to changes of the installed methods failed.", e);
      }
    }
  }

  private record InstalledView(AnalysisView<?> view, String analyzer, Class<?> resultType) {}
}
