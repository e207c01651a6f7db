package org.loupe.batch.internal;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.loupe.model.LoupeException;
import org.loupe.project.CheckpointFiles;
import org.loupe.project.imports.CardDraft;
import org.loupe.project.imports.ImportedData;
import org.loupe.project.imports.Imports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Drafts a model card. */
@Command(
    name = "init",
    description =
        "Drafts a model card from a model's signature and data, and shows every guess and what is still unanswered.")
final class CardInitCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE",
      description =
          "The model: a TorchScript archive, or a training checkpoint if an architecture is given or an installed family of models knows it.")
  Path file = Path.of("");

  @Option(
      names = "--architecture",
      paramLabel = "FILE",
      description = "The TorchScript archive whose weights the training checkpoint replaces.")
  @Nullable Path architecture;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description =
          "Data the model is fed: .npz, a table (.csv, .tsv), or what torch.save wrote of a dataset. Without, much stays unanswered.")
  @Nullable Path data;

  @Mixin WindowingOptions windowing = new WindowingOptions();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the card is written (default: NAME.card.json beside the model).")
  @Nullable Path out;

  @Option(names = "--force", description = "Replace a card that is there.")
  boolean force;

  @Mixin DraftOptions drafting = new DraftOptions();

  private final Services services;
  private final Console console;
  private final BooleanSupplier cancelled;

  CardInitCommand(Services services, Console console, BooleanSupplier cancelled) {
    this.services = services;
    this.console = console;
    this.cancelled = cancelled;
  }

  @Override
  public Integer call() throws LoupeException {
    String name = CheckpointFiles.name(file);
    Path model = file.toAbsolutePath().normalize();
    Path card = out == null ? model.resolveSibling(name + ".card.json") : out;
    OutputFolder.requireFree(card, force);
    Imports imports = services.imports();
    ImportedData imported = null;
    CardDraft draft;
    try (Staging staging = Staging.temporary();
        ProgressLine progress = new ProgressLine(console, name, 0, cancelled)) {
      if (data != null) {
        imported =
            imports.data(
                data,
                staging.file(CheckpointFiles.name(data) + ".npz"),
                windowing.of(data, imports),
                progress);
      }
      draft = imports.draft(drafting.request(name, model, architecture, imported), progress);
      imports.write(draft, card, force);
    }
    DraftReport report = new DraftReport(draft, imported);
    console.out().print(drafting.json ? report.json("card", card) : card + "\n" + report.text());
    console.out().flush();
    return ExitCode.DONE;
  }
}
