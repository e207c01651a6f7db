package org.loupe.batch.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.loupe.model.LoupeException;
import org.loupe.project.CheckpointFiles;
import org.loupe.project.imports.CardDraft;
import org.loupe.project.imports.ImportedData;
import org.loupe.project.imports.NewProject;
import org.loupe.project.imports.NewProject.Part;
import org.loupe.project.imports.NewProject.Placing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a project of models and data. */
@Command(
    name = "init",
    description =
        "Makes a project of models and data: a folder with loupe.json, a drafted card and the data.")
final class ProjectInitCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "The project's folder, made if it is not there.")
  Path folder = Path.of("");

  @Option(
      names = "--checkpoint",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "TorchScript archives, or state dicts if an architecture is given or an installed family of models knows them; folders of them.")
  List<Path> checkpoints = new ArrayList<>();

  @Option(
      names = "--architecture",
      paramLabel = "FILE",
      description = "The TorchScript archive whose weights the state dicts replace.")
  @Nullable Path architecture;

  @Option(
      names = "--data",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Data: .npz, tables (.csv, .tsv), or what torch.save wrote of a dataset, which is written as .npz.")
  List<Path> data = new ArrayList<>();

  @Mixin WindowingOptions windowing = new WindowingOptions();

  @Option(
      names = "--card",
      paramLabel = "FILE",
      description =
          "The model card (default: NAME.card.json beside the first checkpoint, else the one inside it, else one is drafted).")
  @Nullable Path card;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What the project is called (default: the folder's name).")
  @Nullable String name;

  @Option(
      names = "--copy",
      description = "Copy the files into the folder instead of referring to them where they are.")
  boolean copy;

  @Option(names = "--force", description = "Replace files that are there.")
  boolean force;

  @Mixin DraftOptions drafting = new DraftOptions();

  private final Services services;
  private final Console console;
  private final BooleanSupplier cancelled;

  ProjectInitCommand(Services services, Console console, BooleanSupplier cancelled) {
    this.services = services;
    this.console = console;
    this.cancelled = cancelled;
  }

  @Override
  public Integer call() throws LoupeException {
    Path place = folder.toAbsolutePath().normalize();
    String shown = name == null ? String.valueOf(place.getFileName()) : name;
    OutputFolder.requireFree(place.resolve("loupe.json"), force);
    if (data.stream().noneMatch(CheckpointFiles::isTable)) {
      windowing.requireNone("data without rows");
    }
    List<Path> models = new ArrayList<>();
    for (Path given : checkpoints) {
      if (Files.isDirectory(given)) {
        models.addAll(CheckpointFiles.in(given, null, architecture));
      } else {
        models.add(given);
      }
    }
    List<ImportedData> imported = new ArrayList<>();
    Path written;
    @Nullable CardDraft draft;
    try (Staging staging = Staging.near(place);
        ProgressLine progress = new ProgressLine(console, shown, 0, cancelled)) {
      for (Path file : data) {
        Path npz = staging.file(CheckpointFiles.name(file) + ".npz");
        imported.add(
            services.imports().data(file, npz, windowing.of(file, services.imports()), progress));
      }
      draft = draft(models.get(0), shown, imported.isEmpty() ? null : imported.get(0), progress);
      written = services.imports().write(project(place, shown, models, imported, draft));
    }
    print(written, draft, imported.isEmpty() ? null : imported.get(0));
    return ExitCode.DONE;
  }

  private NewProject project(
      Path place,
      String shown,
      List<Path> models,
      List<ImportedData> imported,
      @Nullable CardDraft draft) {
    Placing placing = copy ? Placing.COPIED : Placing.REFERRED;
    List<Part> datasets = new ArrayList<>();
    for (ImportedData each : imported) {
      boolean made = !each.file().equals(each.source());
      datasets.add(
          new Part(
              CheckpointFiles.name(each.source()),
              each.file(),
              made ? Placing.MOVED : placing,
              each.windowing()));
    }
    return new NewProject(
        place,
        shown,
        models.stream().map(file -> new Part(CheckpointFiles.name(file), file, placing)).toList(),
        architecture == null ? null : new Part("architecture", architecture, placing),
        datasets,
        draft,
        card == null ? null : new Part("card", card, placing),
        force);
  }

  /** A card to be written; null where the project has one anyway. */
  private @Nullable CardDraft draft(
      Path model, String shown, @Nullable ImportedData first, ProgressLine progress)
      throws LoupeException {
    if (card != null) {
      services.projects().card(card);
      return null;
    }
    Optional<CardDraft> own =
        services.imports().ownCard(CheckpointFiles.withCard(model, architecture));
    if (own.isPresent()) {
      return own.get();
    }
    return services.imports().draft(drafting.request(shown, model, architecture, first), progress);
  }

  private void print(Path written, @Nullable CardDraft draft, @Nullable ImportedData first) {
    CardDraft shown = draft == null || draft.guesses().isEmpty() ? null : draft;
    if (drafting.json) {
      console
          .out()
          .print(
              shown == null
                  ? Json.text(Map.of("project", written.toString())) + System.lineSeparator()
                  : new DraftReport(shown, first).json("project", written));
    } else {
      console.out().println(written);
      if (shown != null) {
        console.out().print(new DraftReport(shown, first).text());
      }
    }
    console.out().flush();
  }
}
