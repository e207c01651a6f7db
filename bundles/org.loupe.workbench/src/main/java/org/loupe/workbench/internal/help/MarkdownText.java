package org.loupe.workbench.internal.help;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * Markdown as plain text, and what its stretches are. HTML in it is left out, so that nothing in a
 * page is ever run.
 *
 * @param text as it is shown; lines end with {@code \n}
 * @param spans in the order in which they end; may lie inside each other
 */
record MarkdownText(String text, List<Span> spans) {
  /** What stands for a picture in the text. */
  static final char PICTURE = '\uFFFC';

  /** What a stretch of text is. */
  enum Kind {
    TITLE,
    HEADING,
    STRONG,
    EMPHASIS,
    CODE,
    LINK,
    IMAGE,
    /** An item of a list, with its sign. */
    ITEM
  }

  /**
   * A stretch of text.
   *
   * @param start of its first character
   * @param length in characters
   * @param target of a link or picture, the depth of an item from 1; else empty
   */
  record Span(Kind kind, int start, int length, String target) {
    int end() {
      return start + length;
    }
  }

  /** Reads Markdown. */
  static MarkdownText of(String markdown) {
    Writer writer = new Writer();
    Parser.builder().build().parse(markdown).accept(writer);
    return new MarkdownText(writer.text.toString().stripTrailing(), List.copyOf(writer.spans));
  }

  private static final class Writer extends AbstractVisitor {
    private static final String GAP = "\n\n";

    private final StringBuilder text = new StringBuilder();
    private final List<Span> spans = new ArrayList<>();
    private final Deque<Integer> numbers = new ArrayDeque<>();
    private boolean heading;

    private void block() {
      if (heading) {
        // What follows belongs to it.
        heading = false;
      } else if (!text.isEmpty() && !endsWith(GAP)) {
        text.append(endsWith("\n") ? "\n" : GAP);
      }
    }

    private boolean endsWith(String end) {
      return text.length() >= end.length()
          && text.substring(text.length() - end.length()).equals(end);
    }

    private void inside(Node node, Kind kind, String target) {
      int start = text.length();
      visitChildren(node);
      span(kind, start, target);
    }

    private void span(Kind kind, int start, String target) {
      spans.add(new Span(kind, start, text.length() - start, target));
    }

    @Override
    public void visit(Heading title) {
      block();
      inside(title, title.getLevel() == 1 ? Kind.TITLE : Kind.HEADING, "");
      text.append(title.getLevel() == 1 ? GAP : "\n");
      heading = true;
    }

    @Override
    public void visit(Paragraph paragraph) {
      if (!(paragraph.getParent() instanceof ListItem) || paragraph.getPrevious() != null) {
        block();
      }
      visitChildren(paragraph);
      text.append('\n');
    }

    @Override
    public void visit(BulletList list) {
      list(list, 0);
    }

    @Override
    public void visit(OrderedList list) {
      Integer first = list.getMarkerStartNumber();
      list(list, first == null ? 1 : first);
    }

    /** Bullets are numbered 0. */
    private void list(ListBlock list, int first) {
      if (numbers.isEmpty()) {
        block();
      }
      numbers.push(first);
      visitChildren(list);
      numbers.pop();
    }

    @Override
    public void visit(ListItem item) {
      int number = numbers.pop();
      int start = text.length();
      text.append(number == 0 ? "•  " : number + ".  ");
      numbers.push(number == 0 ? 0 : number + 1);
      int depth = numbers.size();
      visitChildren(item);
      span(Kind.ITEM, start, String.valueOf(depth));
    }

    @Override
    public void visit(Text words) {
      text.append(words.getLiteral());
    }

    @Override
    public void visit(SoftLineBreak end) {
      text.append(' ');
    }

    @Override
    public void visit(HardLineBreak end) {
      text.append('\n');
    }

    @Override
    public void visit(Code code) {
      int start = text.length();
      text.append(code.getLiteral());
      span(Kind.CODE, start, "");
    }

    @Override
    public void visit(FencedCodeBlock code) {
      code(code.getLiteral());
    }

    @Override
    public void visit(IndentedCodeBlock code) {
      code(code.getLiteral());
    }

    private void code(String lines) {
      block();
      int start = text.length();
      text.append(lines.stripTrailing());
      span(Kind.CODE, start, "");
      text.append('\n');
    }

    @Override
    public void visit(StrongEmphasis strong) {
      inside(strong, Kind.STRONG, "");
    }

    @Override
    public void visit(Emphasis emphasis) {
      inside(emphasis, Kind.EMPHASIS, "");
    }

    @Override
    public void visit(Link link) {
      inside(link, Kind.LINK, link.getDestination());
    }

    @Override
    public void visit(Image image) {
      int start = text.length();
      text.append(PICTURE);
      span(Kind.IMAGE, start, image.getDestination());
    }
  }
}
