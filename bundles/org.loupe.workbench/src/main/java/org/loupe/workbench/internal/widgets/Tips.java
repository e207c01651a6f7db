package org.loupe.workbench.internal.widgets;

/** Text of tooltips, in lines that do not cover what they are about. */
public final class Tips {
  private static final int LINE = 60;

  private Tips() {}

  /** The text with breaks between words, so that lines have about 60 characters. */
  public static String wrap(String text) {
    StringBuilder wrapped = new StringBuilder();
    for (String paragraph : text.split("\n", -1)) {
      if (wrapped.length() > 0) {
        wrapped.append('\n');
      }
      int used = 0;
      for (String word : paragraph.split(" ")) {
        if (used > 0 && used + 1 + word.length() > LINE) {
          wrapped.append('\n');
          used = 0;
        } else if (used > 0) {
          wrapped.append(' ');
          used++;
        }
        wrapped.append(word);
        used += word.length();
      }
    }
    return wrapped.toString();
  }
}
