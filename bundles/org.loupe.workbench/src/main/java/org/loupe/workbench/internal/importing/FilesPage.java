package org.loupe.workbench.internal.importing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.project.ModelFamily.Member;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.Styles;

/** Which files: the model, the architecture of a state dict, the data. */
final class FilesPage extends WizardPage implements Leaving {
  private static final String MODELS = "*.pt;*.pth;*.ckpt;*.bin;*.safetensors;*.npz";
  private static final String ARCHIVES = "*.pt;*.pth";
  private static final String DATA = "*.npz;*.csv;*.tsv;*.pt;*.pth";

  private final ModelImport model;
  private final @Nullable Path first;
  private final @Nullable Path firstData;
  private @Nullable FileField modelFile;
  private @Nullable FileField architecture;
  private @Nullable FileField data;
  private @Nullable Label kind;
  private boolean needsArchitecture;

  /**
   * @param first the model that is filled in, or null
   * @param firstData the data that are filled in, or null
   */
  FilesPage(ModelImport model, @Nullable Path first, @Nullable Path firstData) {
    super("files", "Choose a model and data", null);
    this.model = model;
    this.first = first;
    this.firstData = firstData;
    setDescription("A trained model, and data of the kind that it was trained on.");
    setPageComplete(false);
  }

  @Override
  public void createControl(Composite parent) {
    Composite area = new Composite(parent, SWT.NONE);
    GridLayout layout = new GridLayout(3, false);
    layout.marginWidth = 12;
    layout.marginHeight = 12;
    layout.verticalSpacing = 10;
    area.setLayout(layout);
    modelFile =
        new FileField(
            area, "import.model", "Model", MODELS, "model.ts.pt or checkpoint_best.pt", this::look);
    Label about = new Label(area, SWT.WRAP);
    Styles.style(about, Styles.QUIET);
    Ids.mark(about, "import.kind");
    about.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false, 3, 1));
    kind = about;
    architecture =
        new FileField(
            area,
            "import.architecture",
            "Architecture",
            ARCHIVES,
            "the TorchScript archive whose weights the state dict replaces",
            this::check);
    architecture.enable(false);
    data =
        new FileField(
            area,
            "import.data",
            "Data",
            DATA,
            "test.npz, runs.csv, or test.pt as torch.save left it",
            this::check);
    Label note = new Label(area, SWT.WRAP);
    note.setText(
        "Data and training checkpoints are only read; nothing in them is executed. A model that is"
            + " still Python code is exported with loupe_export.py first.");
    Styles.style(note, Styles.QUIET);
    GridData noteData = new GridData(SWT.FILL, SWT.TOP, true, false, 3, 1);
    noteData.widthHint = 560;
    note.setLayoutData(noteData);
    setControl(area);
    if (first != null) {
      modelFile.show(first);
    }
    if (firstData != null) {
      data.show(firstData);
    }
    modelFile.focus();
  }

  /** Looks at the model's first bytes and directory, which takes no time. */
  private void look() {
    Optional<Path> file = path(modelFile);
    String sentence = "";
    needsArchitecture = false;
    if (file.isPresent() && Files.isRegularFile(file.get())) {
      try {
        sentence = kind(file.get());
      } catch (BadInputException e) {
        sentence = String.valueOf(e.getMessage());
      }
    }
    Label about = kind;
    FileField archive = architecture;
    if (about != null && archive != null) {
      about.setText(Styles.plain(sentence));
      archive.enable(needsArchitecture);
      about.requestLayout();
    }
    check();
  }

  private String kind(Path file) throws BadInputException {
    if (!ModelImport.needsArchitecture(file)) {
      return "A TorchScript archive: weights and code in one file.";
    }
    Optional<Member> member = model.family(file);
    if (member.isPresent()) {
      String problem = member.get().problem();
      return "Recognised as "
          + member.get().description()
          + "; no architecture is needed."
          + (problem == null ? "" : " " + problem);
    }
    needsArchitecture = true;
    return "A training checkpoint: it has weights, but no code. Its architecture is needed.";
  }

  private static Optional<Path> path(@Nullable FileField field) {
    return field == null ? Optional.empty() : field.path();
  }

  private void check() {
    String problem = problem("model", path(modelFile));
    if (problem == null && needsArchitecture) {
      problem = problem("architecture", path(architecture));
    }
    if (problem == null) {
      problem = problem("data file", path(data));
    }
    setErrorMessage(problem == null || problem.isEmpty() ? null : problem);
    setPageComplete(problem == null);
  }

  /** What is wrong; empty if nothing is written yet, null if nothing is wrong. */
  private static @Nullable String problem(String what, Optional<Path> file) {
    if (file.isEmpty()) {
      return "";
    }
    return Files.isRegularFile(file.get()) ? null : "There is no " + what + " " + file.get() + ".";
  }

  @Override
  public boolean leave() {
    model.choose(
        path(modelFile).orElseThrow(),
        needsArchitecture ? path(architecture).orElseThrow() : null,
        path(data).orElseThrow());
    Optional<String> problem =
        model.isTable()
            ? Work.run(getContainer(), "Looking at the table", model::look)
            : Work.run(getContainer(), "Looking at the model and the data", model::prepare);
    setErrorMessage(problem.orElse(null));
    return problem.isEmpty();
  }
}
