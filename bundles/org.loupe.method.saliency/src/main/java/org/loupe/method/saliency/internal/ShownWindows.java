package org.loupe.method.saliency.internal;

import java.util.Set;
import java.util.stream.IntStream;
import org.loupe.analysis.Resampling;
import org.loupe.model.Progress;

/**
 * The windows that figures are of: all of a result, or the selected ones as far as their
 * attributions are kept.
 *
 * @param places of the windows in the result; shared, not copied
 * @param resampling what they belong to
 * @param words which windows they are: '586 windows, 15 recordings'
 * @param missing how many of the selected windows are not shown, since theirs are not kept
 * @param magnitudes what they say without signs
 * @param signed the same with signs; for saliency the very same
 */
record ShownWindows(
    int[] places,
    Resampling resampling,
    String words,
    int missing,
    Summary magnitudes,
    Summary signed) {

  /** The selected windows; all if none of them can be shown. */
  static ShownWindows of(SaliencyResult result, Set<Integer> selected) {
    int[] windows = result.provenance().windows();
    int[] chosen =
        IntStream.range(0, windows.length).filter(i -> selected.contains(windows[i])).toArray();
    int[] kept = IntStream.of(chosen).filter(i -> result.kept().index(i) >= 0).toArray();
    int missing = chosen.length == windows.length ? 0 : chosen.length - kept.length;
    if (kept.length == 0 || chosen.length == windows.length) {
      Resampling all = result.resampling();
      return new ShownWindows(
          IntStream.range(0, windows.length).toArray(),
          all,
          all.describeWindows(windows),
          missing,
          result.magnitudes(),
          result.signed());
    }
    Resampling some = result.resampling().subset(kept);
    int[] numbers = IntStream.of(kept).map(place -> windows[place]).toArray();
    Summary magnitudes = summary(result, kept, true, some);
    return new ShownWindows(
        kept,
        some,
        some.describeWindows(numbers),
        missing,
        magnitudes,
        result.subject().variant().isSigned() ? summary(result, kept, false, some) : magnitudes);
  }

  private static Summary summary(
      SaliencyResult result, int[] places, boolean absolute, Resampling resampling) {
    WindowSums sums = new WindowSums(result.layout(), places.length, absolute);
    for (int place : places) {
      sums.add(result.attribution().values(), result.kept().index(place));
    }
    return sums.summary(resampling, result.provenance().seed(), Progress.none());
  }

  /** Says if selected windows are not shown; else empty. */
  String remark() {
    return missing == 0
        ? ""
        : (missing == 1 ? "One selected window is" : missing + " selected windows are")
            + " not shown, since the attributions of so many windows are not kept one by one; run the method on "
            + (missing == 1 ? "it" : "them")
            + " alone. ";
  }
}
