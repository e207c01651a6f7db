package org.loupe.analysis.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.AnalysisView;
import org.loupe.analysis.Analyzer;
import org.loupe.analysis.Method;
import org.loupe.analysis.Methods;
import org.loupe.analysis.Result;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Joins analyzers and views as their services come and go. */
@Component(service = Methods.class)
public final class InstalledMethods implements Methods {
  private static final Logger LOG = System.getLogger(InstalledMethods.class.getName());

  private final List<InstalledAnalyzer> analyzers = new CopyOnWriteArrayList<>();
  private final List<InstalledView> views = new CopyOnWriteArrayList<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  @Reference(
      service = Analyzer.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  void addAnalyzer(ServiceReference<?> reference, Analyzer<?, ?> analyzer) {
    add(analyzer, reference.getBundle().getSymbolicName());
  }

  void removeAnalyzer(Analyzer<?, ?> analyzer) {
    if (analyzers.removeIf(installed -> installed.analyzer() == analyzer)) {
      changed();
    }
  }

  @Reference(
      service = AnalysisView.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  void addView(ServiceReference<?> reference, AnalysisView<?> view) {
    add(view, reference.getBundle().getSymbolicName());
  }

  void removeView(AnalysisView<?> view) {
    if (views.removeIf(installed -> installed.view() == view)) {
      changed();
    }
  }

  void add(Analyzer<?, ?> analyzer, String bundle) {
    try {
      analyzers.add(
          new InstalledAnalyzer(analyzer, analyzer.info().id(), analyzer.info().name(), bundle));
      changed();
    } catch (RuntimeException | LinkageError e) {
      LOG.log(
          Level.ERROR,
          "The analyzer of bundle " + bundle + " is left out: it does not say who it is.",
          e);
    }
  }

  void add(AnalysisView<?> view, String bundle) {
    try {
      views.add(new InstalledView(view, view.analyzer(), view.resultType()));
      changed();
    } catch (RuntimeException | LinkageError e) {
      LOG.log(
          Level.ERROR,
          "The view of bundle " + bundle + " is left out: it does not say what it shows.",
          e);
    }
  }

  @Override
  public List<Method<?, ?>> all() {
    // Of two analyzers with one id, as during an update, the one that came first counts.
    Map<String, InstalledAnalyzer> byId = new LinkedHashMap<>();
    analyzers.forEach(installed -> byId.putIfAbsent(installed.id(), installed));
    return byId.values().stream()
        .sorted(Comparator.comparing(InstalledAnalyzer::name).thenComparing(InstalledAnalyzer::id))
        .<Method<?, ?>>map(this::join)
        .toList();
  }

  @Override
  public Optional<Method<?, ?>> find(String id) {
    return analyzers.stream()
        .filter(installed -> installed.id().equals(id))
        .findFirst()
        .map(this::join);
  }

  @Override
  public Subscription onChange(Runnable listener) {
    // Wrapped, so that the same listener subscribed twice is two subscriptions.
    Runnable own = listener::run;
    listeners.add(own);
    return () -> listeners.remove(own);
  }

  private Method<?, ?> join(InstalledAnalyzer installed) {
    return join(installed.analyzer(), installed);
  }

  private <P extends Record, R extends Result> Method<P, R> join(
      Analyzer<P, R> analyzer, InstalledAnalyzer installed) {
    return new Method<>(analyzer, view(installed.id(), analyzer.resultType()), installed.bundle());
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

  private record InstalledAnalyzer(
      Analyzer<?, ?> analyzer, String id, String name, String bundle) {}

  private record InstalledView(AnalysisView<?> view, String analyzer, Class<?> resultType) {}
}
