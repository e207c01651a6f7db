package org.loupe.project.internal.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.Architecture;
import org.loupe.checkpoint.FileSummary;
import org.loupe.checkpoint.Inspection;
import org.loupe.checkpoint.StateDict;
import org.loupe.checkpoint.StateDictProposal;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.model.LoupeException;
import org.loupe.model.Progress;
import org.loupe.project.CheckpointFiles;
import org.loupe.project.Projects;
import org.loupe.project.Subjects;
import org.loupe.project.Windowing;
import org.loupe.project.imports.CardDraft;
import org.loupe.project.imports.ImportedData;
import org.loupe.project.imports.Imports;
import org.loupe.project.imports.NewProject;
import org.loupe.project.imports.TableGuess;
import org.loupe.project.internal.Families;
import org.loupe.project.internal.card.CardReader;
import org.loupe.project.internal.card.CardWriter;
import org.loupe.project.internal.draft.CardDrafting;
import org.loupe.project.internal.json.JsonText;
import org.loupe.project.internal.table.TableDataset;
import org.loupe.project.internal.table.TableGuessing;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Imports files. */
@Component
public final class FileImports implements Imports {
  private final Projects projects;
  private final Subjects subjects;
  private final Families families;

  /** Made once by Declarative Services. */
  @Activate
  public FileImports(
      @Reference Projects projects, @Reference Subjects subjects, @Reference Families families) {
    this.projects = projects;
    this.subjects = subjects;
    this.families = families;
  }

  /** Outside a framework, without families of models. */
  public FileImports(Projects projects, Subjects subjects) {
    this(projects, subjects, Families.none());
  }

  @Override
  public ImportedData data(Path file, Path npz, @Nullable Windowing windowing, Progress progress)
      throws BadInputException {
    if (CheckpointFiles.isTable(file)) {
      return table(file, windowing, progress);
    }
    FileSummary summary = Inspection.inspect(file);
    String name = CheckpointFiles.name(file);
    return switch (summary.kind()) {
      case NPZ ->
          new ImportedData(
              file, file, null, projects.dataset(name, file), Map.of(), Map.of(), List.of());
      case TRAINING_CHECKPOINT, LEGACY_CHECKPOINT -> imported(file, npz, name, progress);
      default ->
          throw new BadInputException(
              file
                  + " is: "
                  + summary.description()
                  + "; data are read from an .npz, a table (.csv, .tsv) or what torch.save wrote.");
    };
  }

  private ImportedData imported(Path file, Path npz, String name, Progress progress)
      throws BadInputException {
    List<TorchDataImport.Written> written = new ArrayList<>();
    try {
      Files.createDirectories(npz.toAbsolutePath().getParent());
      WrittenFiles.replace(npz, made -> written.add(TorchDataImport.run(file, made, progress)));
    } catch (IOException e) {
      throw WrittenFiles.unwritable(npz, e);
    }
    return new ImportedData(
        file,
        npz,
        null,
        projects.dataset(name, npz),
        Map.of(),
        written.get(0).classes(),
        written.get(0).remarks());
  }

  private ImportedData table(Path file, @Nullable Windowing windowing, Progress progress)
      throws BadInputException {
    Dataset dataset = projects.dataset(CheckpointFiles.name(file), file, windowing, progress);
    boolean known = dataset instanceof TableDataset;
    return new ImportedData(
        file,
        file,
        windowing,
        dataset,
        known ? ((TableDataset) dataset).channels() : Map.of(),
        known ? ((TableDataset) dataset).classes() : Map.of(),
        dataset.remarks());
  }

  @Override
  public TableGuess table(Path file, int length) throws BadInputException {
    return TableGuessing.of(file, length);
  }

  @Override
  public CardDraft draft(Request request, Progress progress) throws LoupeException {
    return new CardDrafting(projects, families, subjects, request, progress).draft();
  }

  @Override
  public Optional<CardDraft> ownCard(Path model) throws BadInputException {
    return new CardReader().own(model).map(WrittenGuesses::read);
  }

  @Override
  public CardDraft mapped(
      CardDraft draft, Path checkpoint, Path architecture, String wanted, String stored)
      throws BadInputException {
    StateDictProposal before = draft.mapping();
    if (before == null) {
      throw new IllegalArgumentException("a draft without a mapping");
    }
    try (StateDict dict = StateDict.open(checkpoint)) {
      StateDictProposal mapping =
          before.with(dict, Architecture.read(architecture), wanted, stored);
      return draft
          .answered(draft.card().withStateDict(mapping.rules()), "/stateDict")
          .withMapping(mapping);
    }
  }

  @Override
  public String text(CardDraft draft) {
    ObjectNode card = CardWriter.write(draft.card());
    WrittenGuesses.write(draft.guesses(), card);
    return JsonText.of(card);
  }

  @Override
  public void write(CardDraft draft, Path file, boolean force) throws BadInputException {
    WrittenFiles.write(file, text(draft).getBytes(StandardCharsets.UTF_8), force);
  }

  @Override
  public Path write(NewProject project) throws BadInputException {
    return new ProjectWriting(project, this, families).write();
  }
}
