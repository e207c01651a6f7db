package org.loupe.workbench.internal.core;

/** What was just done, in a few words for the status line: 'Saved /home/ada/heatmap.svg'. */
public final class Notices {
  private final Observed<Notice> latest = new Observed<>(new Notice(0, ""));

  /**
   * A notice.
   *
   * @param number counts them, so that the same words told twice are two
   * @param text what was done
   */
  public record Notice(long number, String text) {}

  /** The latest one; its text is empty before the first. */
  public Observed<Notice> latest() {
    return latest;
  }

  /** Tells what was done. */
  public void tell(String text) {
    latest.update(old -> new Notice(old.number() + 1, text));
  }
}
