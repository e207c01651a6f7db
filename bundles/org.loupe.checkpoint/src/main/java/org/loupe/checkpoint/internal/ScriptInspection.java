package org.loupe.checkpoint.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loupe.checkpoint.FileSummary;
import org.loupe.checkpoint.FileSummary.Kind;
import org.loupe.checkpoint.ModuleInfo;
import org.loupe.checkpoint.ProbeWriter;
import org.loupe.checkpoint.ProbedArchive;
import org.loupe.checkpoint.Signature;
import org.loupe.checkpoint.internal.pickle.PickledObject;
import org.loupe.checkpoint.internal.script.ScriptArchive;
import org.loupe.checkpoint.internal.script.probe.ProbedScript;
import org.loupe.checkpoint.internal.script.source.ClassDef;
import org.loupe.checkpoint.internal.script.source.FunctionDef;
import org.loupe.model.BadInputException;
import org.loupe.model.Probes;

/** Inspects TorchScript archives. */
public final class ScriptInspection {
  private ScriptInspection() {}

  /**
   * Inspects an archive whose modules were found.
   *
   * @throws BadInputException if it is damaged or refused
   */
  public static FileSummary inspect(TorchZip zip, ScriptArchive archive, long size)
      throws BadInputException {
    return summary(zip, archive, size, probes(zip));
  }

  /** The same without looking for places for probes. */
  public static FileSummary outline(TorchZip zip, ScriptArchive archive, long size)
      throws BadInputException {
    return summary(zip, archive, size, Probes.NONE);
  }

  private static FileSummary summary(TorchZip zip, ScriptArchive archive, long size, Probes probes)
      throws BadInputException {
    TensorListing tensors = new TensorListing(zip);
    List<ModuleInfo> modules = new ArrayList<>();
    for (ScriptArchive.Named named : archive.stateDict()) {
      tensors.add(named);
    }
    for (Map.Entry<String, PickledObject> module : archive.modules().entrySet()) {
      if (!module.getKey().isEmpty()) {
        modules.add(
            new ModuleInfo(module.getKey(), ScriptArchive.readable(module.getValue().className())));
      }
    }
    List<String> remarks = new ArrayList<>(tensors.remarks());
    if (modules.isEmpty() && tensors.tensors().isEmpty()) {
      remarks.add("The model is frozen: its parameters have become constants of the code.");
    }
    PickledObject root = archive.root();
    boolean traced = archive.isTraced();
    return new FileSummary(
        zip.file(),
        size,
        traced ? Kind.TORCHSCRIPT_TRACED : Kind.TORCHSCRIPT_SCRIPTED,
        traced ? "TorchScript archive, traced" : "TorchScript archive, scripted",
        ScriptArchive.readable(root.className()),
        zip.version().orElse(null),
        methods(archive.classOf(root)),
        modules,
        tensors.tensors(),
        List.of(),
        Map.of(),
        Map.of(),
        probes,
        remarks);
  }

  private static Probes probes(TorchZip zip) throws BadInputException {
    ProbedArchive planned = ProbedScript.of(zip, ProbeWriter.Depth.ATTENTION).archive(zip.file());
    return new Probes(planned.probes(), planned.skipped(), Probes.NONE.verification());
  }

  private static List<Signature> methods(Optional<ClassDef> type) {
    return type.map(ClassDef::methods).orElse(List.of()).stream()
        .sorted(Comparator.comparing(method -> !method.name().equals("forward")))
        .map(FunctionDef::signature)
        .map(ScriptInspection::readable)
        .toList();
  }

  private static Signature readable(Signature method) {
    return new Signature(
        method.name(),
        method.arguments().stream()
            .map(
                argument ->
                    new Signature.Argument(
                        argument.name(),
                        ScriptArchive.readable(argument.type()),
                        argument.defaultValue()))
            .toList(),
        ScriptArchive.readable(method.returns()));
  }
}
