package org.loupe.report.internal;

/** A piece of a page being written. Whatever is no tag of ours is escaped. */
final class Html {
  private final StringBuilder out = new StringBuilder();

  /** Markup as it is; must not hold anything from outside. */
  Html raw(String markup) {
    out.append(markup);
    return this;
  }

  /** Text between tags or in a quoted attribute. */
  Html text(String text) {
    text.codePoints().forEach(this::escaped);
    return this;
  }

  /** An element that holds text only. */
  Html element(String tag, String text) {
    return raw("<" + tag + ">").text(text).raw("</" + tag + ">\n");
  }

  /** An element of a class that holds text only. */
  Html element(String tag, String style, String text) {
    return raw("<" + tag + " class=\"" + style + "\">").text(text).raw("</" + tag + ">\n");
  }

  private void escaped(int point) {
    switch (point) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '"' -> out.append("&quot;");
      case '\'' -> out.append("&#39;");
      default -> {
        boolean control = point < ' ' && point != '\n' && point != '\t';
        out.appendCodePoint(control ? 0xFFFD : point);
      }
    }
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
