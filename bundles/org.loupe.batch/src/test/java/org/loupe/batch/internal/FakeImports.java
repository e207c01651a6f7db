package org.loupe.batch.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.HeadScore.Score;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.PredictionHead.Kind;
import org.loupe.model.Progress;
import org.loupe.model.SessionOptions;
import org.loupe.model.Windows;
import org.loupe.project.Windowing;
import org.loupe.project.imports.CardChecks;
import org.loupe.project.imports.CardDraft;
import org.loupe.project.imports.CardReport;
import org.loupe.project.imports.CardReport.Problem;
import org.loupe.project.imports.Guess;
import org.loupe.project.imports.Guess.Confidence;
import org.loupe.project.imports.ImportedData;
import org.loupe.project.imports.Imports;
import org.loupe.project.imports.NewProject;
import org.loupe.project.imports.TableGuess;

/** Imports that read nothing: data called '….pt' are made an .npz, the draft is always the same. */
final class FakeImports implements Imports, CardChecks {
  private final Loupe loupe;
  final List<Request> drafted = new ArrayList<>();
  final Map<Path, Boolean> cards = new LinkedHashMap<>();
  final List<NewProject> projects = new ArrayList<>();
  final List<Windows> checked = new ArrayList<>();
  List<Problem> problems = List.of();

  FakeImports(Loupe loupe) {
    this.loupe = loupe;
  }

  @Override
  public ImportedData data(Path file, Path npz, @Nullable Windowing windowing, Progress progress)
      throws BadInputException {
    boolean made = windowing == null && !file.toString().endsWith(".npz");
    return new ImportedData(
        file,
        made ? npz : file,
        windowing,
        loupe.dataset("test", file),
        Map.of(),
        Map.of(),
        made ? List.of("'x' is padded.") : List.of());
  }

  @Override
  public TableGuess table(Path file, int length) {
    Windowing windowing = new Windowing(64, 32, "run", "t", List.of("state"), List.of(), Map.of());
    return new TableGuess(List.of("run", "t", "state", "a"), windowing, List.of());
  }

  @Override
  public CardDraft draft(Request request, Progress progress) {
    drafted.add(request);
    return new CardDraft(
        loupe.card,
        List.of(
            new Guess(
                "/inputs/0/data",
                Map.of("array", "x"),
                "It has the name.",
                Confidence.SURE,
                List.of("z")),
            new Guess("/heads/0/classes", null, "Name the classes.", Confidence.OPEN, List.of())),
        Map.of("type", new int[] {0, 3, 2}),
        null,
        null,
        List.of());
  }

  @Override
  public Optional<CardDraft> ownCard(Path model) {
    return model.toString().contains("own")
        ? Optional.of(CardDraft.of(loupe.card))
        : Optional.empty();
  }

  @Override
  public CardDraft mapped(
      CardDraft draft, Path checkpoint, Path architecture, String wanted, String stored) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String text(CardDraft draft) {
    return "{}";
  }

  @Override
  public void write(CardDraft draft, Path file, boolean force) {
    cards.put(file, force);
  }

  @Override
  public Path write(NewProject project) {
    projects.add(project);
    return project.folder();
  }

  @Override
  public CardReport check(
      Checkpoint checkpoint, Windows windows, SessionOptions options, Progress progress) {
    checked.add(windows);
    return new CardReport(
        windows.size(),
        0,
        List.of(
            new CardReport.Head(
                "type",
                Kind.CATEGORICAL,
                new int[] {0, 3, 2},
                new Score(10, 0.75, 0.5),
                new Score(12, 0.5, 0.25))),
        problems);
  }
}
