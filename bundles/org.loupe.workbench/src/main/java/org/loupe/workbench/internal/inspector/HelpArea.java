package org.loupe.workbench.internal.inspector;

import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.Styles;

/**
 * What a field is for, or what is wrong with it. As high as the longest text it may show, so that
 * the buttons below stay under the pointer when the text changes.
 */
final class HelpArea {
  private static final int WIDTH_HINT = 100;

  private final Label label;
  private final GridData data;
  private final Runnable resize;
  private List<String> texts = List.of();
  private int width = WIDTH_HINT;

  /**
   * An empty area.
   *
   * @param resize called when the area became higher
   */
  HelpArea(Composite parent, Runnable resize) {
    this.resize = resize;
    label = Styles.style(new Label(parent, SWT.WRAP), Styles.QUIET);
    data = new GridData(SWT.FILL, SWT.TOP, true, false);
    data.widthHint = WIDTH_HINT;
    label.setLayoutData(data);
    Ids.mark(label, "inspector.help");
  }

  /** Begins anew with the texts of another form; without any there is no area. */
  void begin(List<String> newTexts) {
    texts = newTexts;
    data.exclude = texts.isEmpty();
    label.setVisible(!texts.isEmpty());
    measure();
  }

  /** Shows one of the texts, or another one, which may make the area higher but never lower. */
  void show(String text) {
    label.setText(Styles.plain(text));
    int height = height();
    if (height > data.heightHint) {
      data.heightHint = height;
      resize.run();
    }
  }

  /** Fits the area to another width. */
  void fit(int newWidth) {
    if (newWidth != width && newWidth > 0) {
      width = newWidth;
      measure();
    }
  }

  private void measure() {
    String shown = label.getText();
    int highest = height();
    for (String text : texts) {
      label.setText(Styles.plain(text));
      highest = Math.max(highest, height());
    }
    label.setText(shown);
    data.heightHint = highest;
  }

  private int height() {
    return label.computeSize(width, SWT.DEFAULT).y;
  }
}
