package org.loupe.workbench.internal.core;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.loupe.analysis.Method;
import org.loupe.analysis.Methods;
import org.loupe.analysis.Parameter.Choices;
import org.loupe.analysis.ParameterField;
import org.loupe.model.Checkpoint;
import org.loupe.model.PredictionHead;
import org.loupe.model.Target;

/** Moves the target of all methods to an output that people point at. */
public final class Explaining {
  private static final Logger LOG = System.getLogger(Explaining.class.getName());

  private final Observed<Optional<Methods>> methods;
  private final Workspace workspace;
  private final CompareList compare;
  private final MethodEdits edits;
  private final Executor worker;
  private final Notices notices;

  Explaining(
      Observed<Optional<Methods>> methods,
      Workspace workspace,
      CompareList compare,
      MethodEdits edits,
      Executor worker,
      Notices notices) {
    this.methods = methods;
    this.workspace = workspace;
    this.compare = compare;
    this.edits = edits;
    this.worker = worker;
    this.notices = notices;
  }

  /**
   * Makes an output the target of every method that has one; open views follow.
   *
   * @param head the prediction head's name
   * @param step an index, or {@code all}
   */
  public void explain(String head, String step) {
    CompareList.Comparison comparison = compare.comparison().get();
    Optional<Checkpoint> baseline =
        comparison.find(comparison.baseline()).map(CompareList.Entry::checkpoint);
    Optional<WindowChoice> windows = workspace.windows().get();
    if (baseline.isEmpty() || windows.isEmpty()) {
      return;
    }
    worker.execute(
        () -> {
          methods
              .get()
              .ifPresent(
                  installed ->
                      installed
                          .all()
                          .forEach(
                              method -> move(method, baseline.get(), windows.get(), head, step)));
          notices.tell("Explaining " + head + (step.equals("all") ? "" : " at step " + step));
        });
  }

  private void move(
      Method<?, ?> method, Checkpoint checkpoint, WindowChoice windows, String head, String step) {
    try {
      MethodForm form = MethodForm.of(method, List.of(checkpoint), windows.windows());
      Optional<String> heads = field(form, Choices.PREDICTION_HEADS);
      if (heads.isEmpty()) {
        return;
      }
      edits
          .changes(method.info().id())
          .update(old -> form.fitting(moved(form, old, heads.get(), head, step)));
    } catch (RuntimeException | LinkageError e) {
      LOG.log(Level.ERROR, "The parameters of " + method.bundle() + " failed.", e);
    }
  }

  private static Map<String, String> moved(
      MethodForm form, Map<String, String> old, String headField, String head, String step) {
    Map<String, String> moved = new HashMap<>(old);
    if (!form.head(old).equals(head)) {
      // Another prediction head has other classes.
      field(form, Choices.CLASSES).ifPresent(moved::remove);
    }
    if (!kind(form, form.head(old)).equals(kind(form, head))) {
      // What is explained of a class is nothing that a regression has, and the other way round.
      form.fields().stream()
          .filter(field -> field.type() == Target.Objective.class)
          .forEach(field -> moved.remove(field.name()));
    }
    moved.put(headField, head);
    field(form, Choices.STEPS).ifPresent(field -> moved.put(field, step));
    return moved;
  }

  private static Optional<PredictionHead.Kind> kind(MethodForm form, String head) {
    return form.card().heads().stream()
        .filter(known -> known.name().equals(head))
        .map(PredictionHead::kind)
        .findFirst();
  }

  private static Optional<String> field(MethodForm form, Choices choices) {
    return form.fields().stream()
        .filter(field -> field.choices() == choices)
        .map(ParameterField::name)
        .findFirst();
  }
}
