package org.loupe.workbench.internal.explorer;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.jface.viewers.StyledCellLabelProvider;
import org.eclipse.jface.viewers.ViewerCell;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.TreeItem;
import org.jspecify.annotations.Nullable;
import org.loupe.workbench.internal.theme.Paints;
import org.loupe.workbench.internal.theme.Themes;
import org.loupe.workbench.internal.widgets.Tips;

/** How the lines of the tree look. */
final class NodeLabels extends StyledCellLabelProvider {
  private static final String GAP = "   ";

  private final Words words;
  private final NodeIcons icons;
  private final Themes themes;
  private final Supplier<Map<Path, Long>> sizes;

  NodeLabels(Words words, NodeIcons icons, Themes themes, Supplier<Map<Path, Long>> sizes) {
    this.words = words;
    this.icons = icons;
    this.themes = themes;
    this.sizes = sizes;
  }

  @Override
  public void update(ViewerCell cell) {
    Node node = (Node) cell.getElement();
    String name = words.name(node);
    String note = words.note(node);
    Color quiet = Paints.of(themes.current().get().figures().quietText());
    cell.setText(note.isEmpty() ? name : name + GAP + note);
    cell.setImage(icons.of(node));
    int from = words.isQuiet(node) ? 0 : name.length();
    cell.setStyleRanges(
        new StyleRange[] {
          new StyleRange(from, cell.getText().length() - from, quiet, null),
        });
    super.update(cell);
  }

  /** GTK paints the part of a line again that a tooltip covered, over what is there. */
  @Override
  protected void paint(Event event, Object element) {
    if ((event.detail & SWT.SELECTED) == 0 && event.item instanceof TreeItem item) {
      event.gc.setBackground(Paints.of(themes.current().get().ground()));
      event.gc.fillRectangle(item.getTextBounds(event.index));
    }
    super.paint(event, element);
  }

  @Override
  public @Nullable String getToolTipText(Object node) {
    String tooltip = words.tooltip((Node) node, sizes.get());
    return tooltip.isEmpty() ? null : Tips.wrap(tooltip);
  }

  @Override
  public Color getToolTipBackgroundColor(Object node) {
    return Paints.of(themes.current().get().frame());
  }

  @Override
  public Color getToolTipForegroundColor(Object node) {
    return Paints.of(themes.current().get().figures().text());
  }
}
