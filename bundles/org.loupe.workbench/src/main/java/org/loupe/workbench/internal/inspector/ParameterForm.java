package org.loupe.workbench.internal.inspector;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Parameter;
import org.loupe.analysis.ParameterField;
import org.loupe.workbench.internal.core.MethodForm;

/** The fields of a method's parameters in two sections: what is explained, and how. */
final class ParameterForm {
  /** Hears of changed parameters. */
  @FunctionalInterface
  interface Changed {
    /**
     * Takes the parameters that differ from their defaults.
     *
     * @param typing whether more may follow at once
     */
    void take(Map<String, String> values, boolean typing);
  }

  private final Section explain;
  private final Section parameters;
  private final Changed onChange;
  private final Consumer<String> help;
  private final Runnable onSize;
  private final List<FieldEditor> editors = new ArrayList<>();
  private @Nullable MethodForm form;
  private String head = "";
  private boolean narrow;

  /**
   * An empty form.
   *
   * @param onChange takes the parameters that differ from their defaults, whenever all are right
   * @param help shows a line of help, or what is wrong
   * @param onSize called when fields came or went
   */
  ParameterForm(
      Section explain,
      Section parameters,
      Changed onChange,
      Consumer<String> help,
      Runnable onSize) {
    this.explain = explain;
    this.parameters = parameters;
    this.onChange = onChange;
    this.help = help;
    this.onSize = onSize;
  }

  /** Shows another form. */
  void show(@Nullable MethodForm newForm, Map<String, String> changes) {
    form = newForm;
    editors.clear();
    explain.clear();
    parameters.clear();
    if (newForm != null) {
      for (ParameterField field : newForm.fields()) {
        Section section = isTarget(field) ? explain : parameters;
        FieldEditor editor =
            FieldEditor.of(section.body(), field, () -> edited(false), () -> edited(true));
        editor.arrange(narrow);
        editors.add(editor);
        help(editor.control(), editor);
      }
      fill(newForm, changes);
    }
    explain.show(explain.body().getChildren().length > 0);
    parameters.show(parameters.body().getChildren().length > 0);
    check();
  }

  /** Where it is narrow, labels stand above their fields. */
  void arrange(boolean nowNarrow) {
    narrow = nowNarrow;
    explain.arrange(narrow);
    parameters.arrange(narrow);
    editors.forEach(editor -> editor.arrange(narrow));
  }

  /** Shows values that were changed elsewhere; what is being typed stays as it is. */
  void show(Map<String, String> changes) {
    MethodForm now = form;
    if (now != null && !values().equals(changes)) {
      fill(now, changes);
      check();
    }
  }

  /** Widgets stay when other values are offered, and so does the focus. */
  private void fill(MethodForm now, Map<String, String> changes) {
    head = now.head(changes);
    for (FieldEditor editor : editors) {
      editor.offer(now.choices(editor.field(), head));
      editor.show(value(now, editor.field(), changes));
    }
    adapt(now);
  }

  /** What has no meaning beside the other values is not asked for. */
  private void adapt(MethodForm now) {
    Map<String, String> all = entered(now);
    boolean changed = false;
    for (FieldEditor editor : editors) {
      changed |= editor.setThere(now.applies(editor.field(), all));
    }
    if (changed) {
      onSize.run();
    }
  }

  private void help(Control control, FieldEditor editor) {
    control.addListener(SWT.FocusIn, event -> help.accept(editor.field().help()));
    control.addListener(SWT.FocusOut, event -> check());
  }

  /** What of the output is explained: everything that the shared target parameters say. */
  private static boolean isTarget(ParameterField field) {
    return field.choices() != Parameter.Choices.FREE
        || field.type() == org.loupe.analysis.Decoding.class
        || field.type() == org.loupe.model.Target.Objective.class;
  }

  private static String value(MethodForm form, ParameterField field, Map<String, String> changes) {
    return changes.getOrDefault(field.name(), form.defaults().getOrDefault(field.name(), ""));
  }

  private void edited(boolean typing) {
    MethodForm now = form;
    if (now == null) {
      return;
    }
    Map<String, String> changes = values();
    if (!now.head(changes).equals(head)) {
      // What had a single choice was nobody's choice.
      now.fields().stream()
          .filter(field -> now.choices(field, head).size() == 1)
          .forEach(field -> changes.remove(field.name()));
      fill(now, now.fitting(changes));
    }
    adapt(now);
    if (check()) {
      onChange.take(values(), typing);
    }
  }

  /** The changes that count. */
  private Map<String, String> values() {
    MethodForm now = form;
    return now == null ? new LinkedHashMap<>() : now.applying(entered(now));
  }

  /** What differs from the defaults, in fields that are not shown, too. */
  private Map<String, String> entered(MethodForm now) {
    Map<String, String> changes = new LinkedHashMap<>();
    for (FieldEditor editor : editors) {
      String name = editor.field().name();
      if (!editor.value().equals(now.defaults().get(name))) {
        changes.put(name, editor.value());
      }
    }
    return changes;
  }

  /** Marks wrong values and says what is wrong with the first. */
  private boolean check() {
    String sentence = "";
    MethodForm now = form;
    if (now == null) {
      return false;
    }
    Map<String, String> all = entered(now);
    for (FieldEditor editor : editors) {
      if (!now.applies(editor.field(), all)) {
        continue;
      }
      Optional<String> problem = now.problem(editor.field(), editor.value(), head);
      editor.mark(problem.isPresent());
      sentence = sentence.isEmpty() ? problem.orElse("") : sentence;
    }
    if (sentence.isEmpty()) {
      sentence = now.problem(values()).orElse("");
    }
    help.accept(sentence);
    return sentence.isEmpty();
  }
}
