package org.loupe.workbench.internal.inspector;

import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.RowLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.Parameter;
import org.loupe.analysis.ParameterField;
import org.loupe.plots.swt.Letters;
import org.loupe.workbench.internal.core.Choice;
import org.loupe.workbench.internal.widgets.Combos;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.Styles;
import org.loupe.workbench.internal.widgets.Tips;

/** The widget of one parameter. */
abstract class FieldEditor {
  private static final int LEAST_WIDTH = 120;

  private final ParameterField field;
  private final Label label;

  private FieldEditor(Composite parent, ParameterField field) {
    this.field = field;
    label = Styles.style(new Label(parent, SWT.NONE), Styles.QUIET);
    label.setText(Styles.plain(field.label()));
    label.setToolTipText(Tips.wrap(field.help()));
    label.setLayoutData(new GridData(SWT.BEGINNING, SWT.CENTER, false, false));
    arrange(false);
  }

  /** Beside their fields labels are equally wide; above them, as wide as they are. */
  final void arrange(boolean narrow) {
    ((GridData) label.getLayoutData()).widthHint =
        narrow ? SWT.DEFAULT : Letters.room(label, Section.LABEL_WIDTH);
  }

  /**
   * Makes the widget that suits a parameter.
   *
   * @param onChoice called when another value was chosen by hand
   * @param onTyping called after every letter that was typed
   */
  static FieldEditor of(
      Composite parent, ParameterField field, Runnable onChoice, Runnable onTyping) {
    FieldEditor editor;
    if (field.type() == boolean.class) {
      editor = new CheckEditor(parent, field, onChoice);
    } else if (field.type() == Decoding.class) {
      editor = new SwitchEditor(parent, field, onChoice);
    } else if (field.type().isEnum() || field.choices() != Parameter.Choices.FREE) {
      boolean typed = field.choices() == Parameter.Choices.STEPS;
      editor = new ComboEditor(parent, field, typed, typed ? onTyping : onChoice);
    } else {
      editor = new TextEditor(parent, field, onTyping);
    }
    Control control = editor.control();
    control.setToolTipText(Tips.wrap(field.help()));
    Ids.mark(control, "inspector.parameter." + field.name(), field.label());
    return editor;
  }

  ParameterField field() {
    return field;
  }

  /** Takes it out of the form, or puts it back; whether that is new. */
  final boolean setThere(boolean there) {
    if (label.getVisible() == there) {
      return false;
    }
    for (Control each : List.of(label, control())) {
      each.setVisible(there);
      ((GridData) each.getLayoutData()).exclude = !there;
    }
    return true;
  }

  /** Marks the label of a value that cannot be used. */
  void mark(boolean wrong) {
    Styles.style(label, wrong ? Styles.PROBLEM : Styles.QUIET);
  }

  abstract Control control();

  /** Offers these values from now on; most editors offer the same ones for ever. */
  void offer(List<Choice> choices) {}

  abstract String value();

  /** Shows a value; nobody is told. */
  abstract void show(String value);

  private static <C extends Control> C wide(C control) {
    GridData data = new GridData(SWT.FILL, SWT.CENTER, true, false);
    // An entry that shows a few letters; the inspector scrolls where there is less room.
    data.widthHint = LEAST_WIDTH;
    control.setLayoutData(data);
    return control;
  }

  private static final class CheckEditor extends FieldEditor {
    private final Button button;

    CheckEditor(Composite parent, ParameterField field, Runnable onEdit) {
      super(parent, field);
      button = wide(new Button(parent, SWT.CHECK));
      button.addListener(SWT.Selection, event -> onEdit.run());
    }

    @Override
    Control control() {
      return button;
    }

    @Override
    String value() {
      return Boolean.toString(button.getSelection());
    }

    @Override
    void show(String value) {
      button.setSelection(Boolean.parseBoolean(value));
    }
  }

  /** All choices at once, for what people must not overlook. */
  private static final class SwitchEditor extends FieldEditor {
    private final Composite frame;

    SwitchEditor(Composite parent, ParameterField field, Runnable onEdit) {
      super(parent, field);
      frame = wide(new Composite(parent, SWT.NONE));
      RowLayout layout = new RowLayout(SWT.VERTICAL);
      layout.marginLeft = 0;
      layout.marginTop = 0;
      layout.marginBottom = 0;
      layout.spacing = 0;
      frame.setLayout(layout);
      for (String constant : field.constants()) {
        Button button = new Button(frame, SWT.RADIO);
        button.setText(constant.replace('_', ' '));
        button.setData(constant);
        button.setToolTipText(Tips.wrap(field.help()));
        Ids.mark(button, "inspector.parameter." + field.name() + "." + constant);
        button.addListener(
            SWT.Selection,
            event -> {
              if (button.getSelection()) {
                onEdit.run();
              }
            });
      }
    }

    @Override
    Control control() {
      return frame;
    }

    @Override
    String value() {
      for (Control child : frame.getChildren()) {
        if (((Button) child).getSelection()) {
          return (String) child.getData();
        }
      }
      return "";
    }

    @Override
    void show(String value) {
      for (Control child : frame.getChildren()) {
        ((Button) child).setSelection(value.equals(child.getData()));
      }
    }
  }

  private static final class ComboEditor extends FieldEditor {
    private final Combo combo;
    private List<Choice> choices = List.of();
    private boolean showing;

    ComboEditor(Composite parent, ParameterField field, boolean typed, Runnable onEdit) {
      super(parent, field);
      combo = wide(Combos.make(parent, SWT.DROP_DOWN | (typed ? SWT.NONE : SWT.READ_ONLY)));
      combo.addListener(
          SWT.Modify,
          event -> {
            if (!showing) {
              onEdit.run();
            }
          });
    }

    @Override
    Control control() {
      return combo;
    }

    @Override
    void offer(List<Choice> newChoices) {
      if (!choices.equals(newChoices)) {
        String value = value();
        choices = newChoices;
        showing = true;
        combo.setItems(choices.stream().map(Choice::words).toArray(String[]::new));
        showing = false;
        show(value);
      }
    }

    @Override
    String value() {
      int index = combo.getSelectionIndex();
      return index >= 0 ? choices.get(index).value() : combo.getText().strip();
    }

    @Override
    void show(String value) {
      showing = true;
      int index = choices.stream().map(Choice::value).toList().indexOf(value);
      if (index >= 0) {
        combo.select(index);
      } else {
        combo.setText(value);
      }
      showing = false;
    }
  }

  private static final class TextEditor extends FieldEditor {
    private final Text text;
    private boolean showing;

    TextEditor(Composite parent, ParameterField field, Runnable onEdit) {
      super(parent, field);
      text = wide(new Text(parent, SWT.BORDER));
      text.addListener(
          SWT.Modify,
          event -> {
            if (!showing) {
              onEdit.run();
            }
          });
    }

    @Override
    Control control() {
      return text;
    }

    @Override
    String value() {
      return text.getText().strip();
    }

    @Override
    void show(String value) {
      if (!text.getText().strip().equals(value)) {
        showing = true;
        text.setText(value);
        showing = false;
      }
    }
  }
}
