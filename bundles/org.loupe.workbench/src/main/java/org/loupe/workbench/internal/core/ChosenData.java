package org.loupe.workbench.internal.core;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dataset;
import org.loupe.model.LoupeException;
import org.loupe.model.Windows;
import org.loupe.project.Project;
import org.loupe.project.WindowExpression;

/**
 * The dataset of the open project that is chosen, what is known of it, and its windows that are
 * chosen. What is read changes inside the {@link Wishes}; what reads files says so.
 */
final class ChosenData {
  private static final Logger LOG = System.getLogger(ChosenData.class.getName());

  private final Wishes wishes;
  private final Observed<List<Project.Slice>> slices;
  private final Observed<Loading<Dataset>> dataset = new Observed<>(new Loading.None<>());
  private final Observed<Loading<WindowFacts>> facts = new Observed<>(new Loading.None<>());
  private final Observed<Unusable> unusable = new Observed<>(Unusable.NONE);
  private final Observed<Optional<WindowChoice>> windows = new Observed<>(Optional.empty());
  private final Observed<Integer> currentWindow = new Observed<>(0);

  ChosenData(Wishes wishes, Observed<List<Project.Slice>> slices) {
    this.wishes = wishes;
    this.slices = slices;
  }

  /** The chosen dataset. */
  Observed<Loading<Dataset>> dataset() {
    return dataset;
  }

  /** Recordings and labels of its windows. */
  Observed<Loading<WindowFacts>> facts() {
    return facts;
  }

  /** What of the project's data cannot be used. */
  Observed<Unusable> unusable() {
    return unusable;
  }

  /** The windows that are analysed; empty while there is no dataset. */
  Observed<Optional<WindowChoice>> windows() {
    return windows;
  }

  /** The window that is looked at. */
  Observed<Integer> currentWindow() {
    return currentWindow;
  }

  /** Gives up what belongs to the project before; called by {@link Wishes#next}. */
  void clear() {
    facts.set(new Loading.None<>());
    windows.set(Optional.empty());
    dataset.set(new Loading.None<>());
    currentWindow.set(0);
    unusable.set(Unusable.NONE);
  }

  /** The first dataset that can be read: one that cannot does not keep the others away. */
  void readFirst(int wish, OpenProject open) {
    for (String name : open.project().datasets()) {
      if (read(wish, open, name)) {
        return;
      }
    }
  }

  /**
   * Reads a dataset and chooses all its windows. Reads files.
   *
   * @return whether there is nothing more to try
   */
  boolean read(int wish, OpenProject open, String name) {
    if (!wishes.ifLatest(wish, () -> begin(name))) {
      return true;
    }
    try {
      Dataset data = open.project().dataset(name, progress(wish, name));
      data.remarks().forEach(remark -> LOG.log(Level.INFO, data.name() + ": " + remark));
      wishes.ifLatest(wish, () -> choose(data));
      Unusable found = unusable.get().with(data, slices.get());
      wishes.ifLatest(wish, () -> unusable.set(found));
      readFacts(wish, open, data);
      return true;
    } catch (CancellationException e) {
      LOG.log(Level.DEBUG, "Another project is open meanwhile.", e);
      return true;
    } catch (LoupeException | RuntimeException e) {
      String sentence = Sentences.of(LOG, "Opening dataset '" + name + "'", e);
      wishes.ifLatest(
          wish,
          () -> {
            unusable.update(old -> old.with(name, sentence));
            dataset.set(new Loading.Failed<>(name, sentence));
          });
      return false;
    }
  }

  /**
   * Chooses the windows to analyse; does nothing while there is no dataset.
   *
   * @param expression as in {@link WindowExpression}
   * @param seed of random choices
   * @throws BadInputException if the expression is none or names windows that are not there
   */
  void chooseWindows(String expression, long seed) throws BadInputException {
    Optional<Dataset> data = dataset.get().value();
    if (data.isPresent()) {
      windows.set(
          Optional.of(
              new WindowChoice(
                  expression,
                  WindowExpression.choose(expression, data.get(), slices.get(), seed))));
    }
  }

  /** Shows what checkpoints said of windows, unless the facts are others meanwhile. */
  void takeTold(WindowFacts of, Told told) {
    wishes.change(
        () -> {
          if (facts.get().value().filter(now -> now == of).isPresent()) {
            facts.set(new Loading.Ready<>(of.with(told)));
          }
        });
  }

  /** The slices changed; some may not be there in the dataset. */
  void checkSlices() {
    wishes.change(
        () ->
            dataset
                .get()
                .value()
                .ifPresent(data -> unusable.update(old -> old.with(data, slices.get()))));
  }

  private ReadingProgress progress(int wish, String name) {
    return new ReadingProgress(
        words -> wishes.ifLatest(wish, () -> dataset.set(new Loading.Busy<>(name + ", " + words))),
        () -> !wishes.isLatest(wish));
  }

  /** Windows of the dataset before must not be taken for those of the one that is being read. */
  private void begin(String name) {
    facts.set(new Loading.None<>());
    windows.set(Optional.empty());
    dataset.set(new Loading.Busy<>(name));
  }

  private void choose(Dataset data) {
    currentWindow.set(0);
    dataset.set(new Loading.Ready<>(data));
    windows.set(Optional.of(new WindowChoice(WindowChoice.ALL, Windows.all(data))));
  }

  private void readFacts(int wish, OpenProject open, Dataset data) {
    Optional<Checkpoint> first = open.usable().stream().findFirst();
    if (first.isEmpty()) {
      return;
    }
    try {
      WindowFacts read = WindowFacts.read(data, first.get().card());
      wishes.ifLatest(wish, () -> facts.set(new Loading.Ready<>(read)));
    } catch (LoupeException | RuntimeException e) {
      String sentence = Sentences.of(LOG, "Reading the labels of dataset '" + data.name() + "'", e);
      wishes.ifLatest(wish, () -> facts.set(new Loading.Failed<>(data.name(), sentence)));
    }
  }
}
