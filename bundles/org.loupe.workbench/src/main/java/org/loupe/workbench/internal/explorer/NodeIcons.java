package org.loupe.workbench.internal.explorer;

import java.util.HashMap;
import java.util.Map;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Display;
import org.loupe.workbench.internal.core.CompareList;
import org.loupe.workbench.internal.theme.Themes;

/** The pictures before the lines of the tree; each is drawn once per theme. */
final class NodeIcons {
  private final Display display;
  private final CompareList compare;
  private final Themes themes;
  private final Map<NodeIcon, Image> images = new HashMap<>();

  NodeIcons(Display display, CompareList compare, Themes themes) {
    this.display = display;
    this.compare = compare;
    this.themes = themes;
  }

  /** The picture of a line. */
  Image of(Node node) {
    return images.computeIfAbsent(
        icon(node), icon -> new Image(display, new ClearGround(display, icon)));
  }

  void dispose() {
    images.values().forEach(Image::dispose);
    images.clear();
  }

  private NodeIcon icon(Node node) {
    if (node instanceof Node.OfCheckpoint checkpoint) {
      return compare
          .comparison()
          .get()
          .find(checkpoint.entry().name())
          .map(entry -> NodeIcon.checked(entry.chip(), themes.current().get()))
          .orElseGet(() -> icon(NodeIcon.Shape.BOX));
    } else if (node instanceof Node.OfDataset || node == Node.Group.DATA) {
      return icon(NodeIcon.Shape.GRID);
    } else if (node instanceof Node.OfSlice || node == Node.Group.SLICES) {
      return icon(NodeIcon.Shape.ROWS);
    } else if (node == Node.Group.RESULTS
        || node instanceof Node.OfResult
        || node instanceof Node.OfDamaged
        || node == Node.Group.PROBLEMS
        || node instanceof Node.OfProblem) {
      return icon(NodeIcon.Shape.SHEET);
    } else if (node == Node.Group.CHECKPOINTS) {
      return icon(NodeIcon.Shape.STACK);
    }
    return icon(NodeIcon.Shape.LENS);
  }

  private NodeIcon icon(NodeIcon.Shape shape) {
    return NodeIcon.plain(shape, themes.current().get());
  }
}
