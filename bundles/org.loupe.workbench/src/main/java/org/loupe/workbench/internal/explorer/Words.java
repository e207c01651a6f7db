package org.loupe.workbench.internal.explorer;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.loupe.analysis.Info;
import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.Provenance;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dataset;
import org.loupe.project.ListedResult;
import org.loupe.workbench.internal.core.Loading;
import org.loupe.workbench.internal.core.OpenProject;
import org.loupe.workbench.internal.core.Unusable;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.loupe.workbench.internal.views.Fit;

/** What the lines of the tree say: a name, a quiet note behind it, and a tooltip. */
final class Words {
  private final WorkbenchCore core;

  Words(WorkbenchCore core) {
    this.core = core;
  }

  /** The name. */
  String name(Node node) {
    if (node instanceof Node.OfCheckpoint checkpoint) {
      return checkpoint.entry().name();
    } else if (node instanceof Node.OfDataset dataset) {
      return dataset.name();
    } else if (node instanceof Node.OfSlice slice) {
      return slice.slice().name();
    } else if (node instanceof Node.OfMethod method) {
      return method.method().info().name();
    } else if (node instanceof Node.OfResult result) {
      return result.listed().name();
    } else if (node instanceof Node.OfDamaged damaged) {
      return damaged.name();
    } else if (node instanceof Node.OfProblem problem) {
      return problem.problem().what();
    }
    return ((Node.Group) node).title();
  }

  /** What is to be known at first sight; may be empty. */
  String note(Node node) {
    if (node instanceof Node.OfCheckpoint checkpoint) {
      return checkpointNote(checkpoint.entry());
    } else if (node instanceof Node.OfDataset dataset) {
      return datasetNote(dataset.name());
    } else if (node instanceof Node.OfSlice slice) {
      return unusable().slices().containsKey(slice.slice().name())
          ? "cannot be used"
          : "windows " + slice.slice().windows();
    } else if (node instanceof Node.OfMethod method) {
      return core.workspace().project().get().value().isEmpty()
          ? ""
          : problem(method.method()).map(why -> "n.a.: " + why).orElse("ok");
    }
    if (node instanceof Node.OfResult result) {
      return result.listed().age(Instant.now()) + ", " + result.listed().state();
    } else if (node instanceof Node.OfDamaged damaged) {
      return "cannot be read: " + damaged.damaged().problem();
    } else if (node instanceof Node.OfProblem problem) {
      return "not used: " + problem.problem().sentence();
    }
    return node == Node.Group.METHODS && core.methods().get().isEmpty() ? "none" : "";
  }

  /** Details; may be empty. */
  String tooltip(Node node, Map<Path, Long> sizes) {
    if (node instanceof Node.OfCheckpoint checkpoint) {
      return checkpoint
          .entry()
          .usable()
          .map(usable -> details(usable, sizes))
          .orElse(checkpoint.entry().problem());
    } else if (node instanceof Node.OfMethod method) {
      Info info = method.method().info();
      return (info.explains() + "\n\n" + info.limits() + "\n\n" + info.paper()).strip();
    } else if (node instanceof Node.OfDataset dataset) {
      return unusable()
          .datasets()
          .getOrDefault(dataset.name(), "Double-click to look at this dataset");
    } else if (node instanceof Node.OfSlice slice
        && unusable().slices().containsKey(slice.slice().name())) {
      return unusable().slices().get(slice.slice().name());
    } else if (node instanceof Node.OfSlice slice) {
      return "Windows "
          + slice.slice().windows()
          + " of "
          + slice.slice().dataset()
          + "\nDouble-click to analyse them";
    } else if (node instanceof Node.OfResult result) {
      return details(result.listed());
    } else if (node instanceof Node.OfDamaged damaged) {
      return damaged.damaged().folder() + "\ncannot be read: " + damaged.damaged().problem();
    } else if (node instanceof Node.OfProblem problem) {
      return problem.problem().sentence();
    }
    return "";
  }

  /** Whether the line stands for something that cannot be used. */
  boolean isQuiet(Node node) {
    if (node instanceof Node.OfCheckpoint checkpoint) {
      return checkpoint.entry().usable().isEmpty();
    }
    if (node instanceof Node.OfResult result) {
      return !result.listed().stale().isEmpty();
    } else if (node instanceof Node.OfSlice slice) {
      return unusable().slices().containsKey(slice.slice().name());
    } else if (node instanceof Node.OfDataset dataset) {
      return unusable().datasets().containsKey(dataset.name());
    } else if (node instanceof Node.OfDamaged || node instanceof Node.OfProblem) {
      return true;
    }
    return node instanceof Node.OfMethod method && problem(method.method()).isPresent();
  }

  private Unusable unusable() {
    return core.workspace().unusable().get();
  }

  private Optional<String> problem(InstalledMethod<?, ?> method) {
    Optional<OpenProject> open = core.workspace().project().get().value();
    return open.isEmpty() ? Optional.of("no project is open") : Fit.problem(method, open.get());
  }

  private String checkpointNote(OpenProject.Entry entry) {
    if (entry.usable().isEmpty()) {
      return "cannot be used";
    }
    return core.compare().comparison().get().baseline().equals(entry.name()) ? "baseline" : "";
  }

  private String datasetNote(String name) {
    Loading<Dataset> dataset = core.workspace().dataset().get();
    if (dataset instanceof Loading.Ready<Dataset> ready && ready.content().name().equals(name)) {
      return ready.content().size() + " windows";
    }
    return unusable().datasets().containsKey(name) ? "cannot be read" : "";
  }

  private static String details(ListedResult listed) {
    Provenance provenance = listed.result().provenance();
    StringBuilder text = new StringBuilder(listed.state()).append('\n');
    text.append(provenance.windows().length).append(" windows of ").append(provenance.dataset());
    text.append(", seed ").append(provenance.seed()).append('\n');
    provenance
        .parameters()
        .forEach((name, value) -> text.append(name).append(" = ").append(value).append('\n'));
    return text + "Double-click to open it in its view";
  }

  private static String details(Checkpoint checkpoint, Map<Path, Long> sizes) {
    Long size = sizes.get(checkpoint.file());
    return checkpoint.file()
        + (size == null ? "" : String.format(Locale.ROOT, "\n%.1f MB", size / 1e6))
        + "\nSHA-256 "
        + checkpoint.sha256()
        + "\nModel card: "
        + checkpoint.card().name();
  }
}
