package org.loupe.checkpoint.internal.script.probe;

import java.util.ArrayDeque;
import java.util.Deque;
import org.loupe.checkpoint.internal.script.source.Indent;

/**
 * Numbers things along the lines of a body. Of the two branches of an {@code if} only one is run:
 * both go on from the same number.
 */
final class BranchNumbers {

  private record If(int indent, int before, int afterFirst) {}

  private final Deque<If> open = new ArrayDeque<>();
  private int next;

  /** Goes on to a line, before what stands in it is numbered. */
  void enter(String line) {
    int indent = Indent.of(line);
    while (!line.isBlank() && !open.isEmpty() && open.peek().indent() >= indent) {
      If last = open.peek();
      if (last.indent() == indent && line.strip().equals("else:")) {
        open.pop();
        open.push(new If(indent, last.before(), next));
        next = last.before();
        return;
      }
      open.pop();
      next = Math.max(next, last.afterFirst());
    }
  }

  /** Numbers things in the line: the first of them has the number that is returned. */
  int take(int count) {
    int first = next;
    next += count;
    return first;
  }

  /** Leaves the line. */
  void leave(String line) {
    if (line.strip().startsWith("if ")) {
      open.push(new If(Indent.of(line), next, next));
    }
  }

  /** How many numbers were needed; at the end of the body. */
  int end() {
    while (!open.isEmpty()) {
      next = Math.max(next, open.pop().afterFirst());
    }
    return next;
  }
}
