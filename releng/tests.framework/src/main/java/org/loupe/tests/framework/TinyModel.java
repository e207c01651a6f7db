package org.loupe.tests.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.loupe.analysis.AnalysisView;
import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.Method;
import org.loupe.analysis.Methods;
import org.loupe.analysis.ParameterSchema;
import org.loupe.analysis.Result;
import org.loupe.analysis.Selection;
import org.loupe.analysis.ViewState;
import org.loupe.model.Dataset;
import org.loupe.model.Device;
import org.loupe.model.LoupeException;
import org.loupe.model.Progress;
import org.loupe.model.SessionOptions;
import org.loupe.model.Windows;
import org.loupe.plots.Figure;
import org.loupe.project.Project;
import org.loupe.project.Projects;
import org.loupe.project.Subjects;
import org.loupe.project.Subjects.OpenSubject;

/** The demo's tiny model as methods see it. */
record TinyModel(Projects projects, Subjects subjects, Methods methods) {

  /**
   * Runs a method on all windows.
   *
   * @param changes parameters other than the defaults
   */
  Result analyze(String method, Map<String, String> changes) throws LoupeException, IOException {
    return analyze(methods.find(method).orElseThrow(), changes);
  }

  private <P extends Record, R extends Result> Result analyze(
      Method<P, R> method, Map<String, String> changes) throws LoupeException, IOException {
    Project project = projects.open(Demo.folder().resolve("tiny"));
    Windows windows = Windows.all(project.dataset("tiny"));
    try (OpenSubject subject =
        subjects.of(project.checkpoint("tiny"), windows, 42, new SessionOptions(Device.CPU, 1))) {
      P defaults = method.analyzer().defaults(subject);
      P parameters = ParameterSchema.fromMap(method.analyzer().parameterType(), changes, defaults);
      return method.analyzer().analyze(subject, parameters, Progress.none());
    }
  }

  /** What PyTorch computed of the same model and windows. */
  float[] reference(String array) throws LoupeException, IOException {
    Dataset expected = projects.dataset("tiny", Demo.folder().resolve("reference/tiny.npz"));
    return Numbers.floats(expected, array);
  }

  /** The figures of a result that its method made. */
  static <R extends Result> List<Figure> figures(InstalledMethod<?, R> method, Result result) {
    AnalysisView<R> view = method.view();
    assertThat(view).isNotNull();
    return view.figures(method.resultType().cast(result), ViewState.DEFAULT, Selection.NONE);
  }
}
