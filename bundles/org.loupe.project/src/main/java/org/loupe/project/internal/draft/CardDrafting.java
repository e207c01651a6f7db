package org.loupe.project.internal.draft;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Decoding;
import org.loupe.checkpoint.FileSummary;
import org.loupe.checkpoint.Inspection;
import org.loupe.checkpoint.StateDictProposal;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelException;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.Windows;
import org.loupe.project.CheckpointFiles;
import org.loupe.project.Projects;
import org.loupe.project.Subjects;
import org.loupe.project.Subjects.OpenSubject;
import org.loupe.project.imports.CardDraft;
import org.loupe.project.imports.ImportedData;
import org.loupe.project.imports.Imports.Request;
import org.loupe.project.internal.Families;
import org.loupe.project.internal.Families.Recognised;

/** Drafts a model card: inputs first, then a run of the model, then all that follows from it. */
public final class CardDrafting {
  /** Unlike most sizes of other axes. */
  private static final int WINDOWS = 3;

  private final Projects projects;
  private final Families families;
  private final Subjects subjects;
  private final Request request;
  private final Progress progress;

  /**
   * @param families open state dicts without an architecture
   * @param subjects runs the model
   */
  public CardDrafting(
      Projects projects, Families families, Subjects subjects, Request request, Progress progress) {
    this.projects = projects;
    this.families = families;
    this.subjects = subjects;
    this.request = request;
    this.progress = progress;
  }

  /** A way to feed the model, and what it gave. */
  private record Run(Assignment assignment, Map<String, int[]> outputs, @Nullable String failure) {}

  /**
   * Drafts the card.
   *
   * @throws BadInputException as {@link org.loupe.project.imports.Imports#draft} has it
   */
  public CardDraft draft() throws LoupeException {
    Optional<Recognised> family = family();
    Path archive = archive(family);
    FileSummary model = Inspection.inspect(archive);
    requireScript(model);
    ImportedData imported = request.data();
    DataFacts data = imported == null ? null : new DataFacts(imported.dataset(), progress);
    List<Assignment> assignments = new InputMatching(model, data, request.feeding()).best();
    Run run = data == null ? unseen(assignments) : run(model, data, assignments);

    CardSketch card = new CardSketch(request.name());
    Guesses guesses = new Guesses();
    List<String> remarks = new ArrayList<>();
    Map<String, List<String>> channels = imported == null ? Map.of() : imported.channels();
    new InputDraft(model, data, run.assignment(), channels, card, guesses).draft();
    Map<String, List<String>> classes =
        data == null || imported == null ? Map.of() : ClassNames.of(data, imported.classes());
    boolean seen = !run.outputs().isEmpty();
    Map<String, int[]> outputs = seen || data == null ? run.outputs() : supposed(data);
    new HeadDraft(outputs, seen, data, run.assignment(), classes, card, guesses, remarks).draft();
    new MethodDraft(model, card, guesses).draft();
    if (family.isPresent()) {
      new FamilyDraft(family.get(), card, guesses, remarks).draft();
    }
    if (data != null) {
      new WindowDraft(data, classes, card, guesses).draft();
    }
    StateDictProposal mapping =
        request.architecture() == null
            ? null
            : StateDictDraft.draft(archive, request.model(), card, guesses);
    return new CardDraft(
        card.card(), guesses.all(), run.outputs(), run.failure(), mapping, remarks);
  }

  /** The family of a state dict without an architecture; the card beside it may say more of it. */
  private Optional<Recognised> family() throws BadInputException {
    if (request.architecture() != null) {
      return Optional.empty();
    }
    Path beside = CheckpointFiles.cardBeside(request.model());
    return families.recognise(request.model(), Files.exists(beside) ? projects.card(beside) : null);
  }

  private Path archive(Optional<Recognised> family) throws BadInputException {
    if (family.isPresent()) {
      return families.archive(family.get());
    }
    return request.architecture() == null ? request.model() : request.architecture();
  }

  private static void requireScript(FileSummary model) throws BadInputException {
    if (model.kind() != FileSummary.Kind.TORCHSCRIPT_SCRIPTED
        && model.kind() != FileSummary.Kind.TORCHSCRIPT_TRACED) {
      throw new BadInputException(
          model.file()
              + " is: "
              + model.description()
              + "; a card is drafted from a TorchScript archive, so give one, or name the archive"
              + " whose weights this file replaces as its architecture.");
    }
  }

  private static Run unseen(List<Assignment> assignments) {
    return new Run(assignments.get(0), Map.of(), "No data were given, so the model was not run.");
  }

  /** The first assignment with which the model runs, else the best one and why it does not. */
  private Run run(FileSummary model, DataFacts data, List<Assignment> assignments) {
    String failure = null;
    for (Assignment assignment : assignments) {
      if (!assignment.isComplete()) {
        continue;
      }
      try {
        return new Run(assignment, outputs(model, data, assignment), null);
      } catch (LoupeException e) {
        if (e instanceof ModelException) {
          return new Run(assignment, Map.of(), e.getMessage());
        }
        failure = failure == null ? e.getMessage() : failure;
      }
    }
    return new Run(
        assignments.get(0),
        Map.of(),
        failure == null
            ? "Not every argument of forward has data, so the model was not run."
            : failure);
  }

  private Map<String, int[]> outputs(FileSummary model, DataFacts data, Assignment assignment)
      throws LoupeException {
    CardSketch trial = new CardSketch(request.name());
    new InputDraft(model, data, assignment, Map.of(), trial, new Guesses()).draft();
    Checkpoint checkpoint = projects.checkpoint(request.name(), model.file(), null, trial.card());
    int[] numbers = IntStream.range(0, Math.min(WINDOWS, data.dataset().size())).toArray();
    Map<String, int[]> shapes = new LinkedHashMap<>();
    progress.report("run the model", 0, 0);
    try (OpenSubject subject =
        subjects.of(checkpoint, new Windows(data.dataset(), numbers), 0, request.options())) {
      subject
          .session()
          .evaluate(
              subject.inputs(Decoding.TEACHER_FORCED, List.of()),
              Query.everyOutput().withMicroBatch(numbers.length),
              evaluation ->
                  evaluation
                      .outputs()
                      .forEach(
                          (name, output) -> {
                            int[] shape = output.shape();
                            if (shape.length > 0 && shape[0] == numbers.length) {
                              shape[0] = 0;
                              shapes.put(name, shape);
                            }
                          }),
              progress);
    }
    return shapes;
  }

  /** Outputs as the true values would have them, where the model cannot be asked. */
  private static Map<String, int[]> supposed(DataFacts data) {
    Map<String, int[]> outputs = new LinkedHashMap<>();
    for (ArrayFacts array : data.all()) {
      Optional<String> head = Names.headOfTarget(array.name());
      if (head.isPresent() && array.isInteger() && array.min() >= 0 && array.rank() <= 2) {
        int[] shape = Arrays.copyOf(array.info().shape(), array.rank() + 1);
        shape[0] = 0;
        shape[array.rank()] = Math.max(2, (int) array.max() + 1);
        outputs.put(head.get(), shape);
      }
    }
    return outputs;
  }
}
