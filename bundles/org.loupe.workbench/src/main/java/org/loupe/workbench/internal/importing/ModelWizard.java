package org.loupe.workbench.internal.importing;

import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jface.wizard.IWizardPage;
import org.eclipse.jface.wizard.Wizard;
import org.jspecify.annotations.Nullable;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.loupe.workbench.internal.opening.Opening;

/** From a model and data to an open project. */
final class ModelWizard extends Wizard {
  private final ModelImport model;
  private final Opening opening;
  private final FilesPage files;
  private final TablePage table;
  private final MappingPage mapping;
  private final CardPage card;
  private final CheckPage check;

  /**
   * @param first the model that is filled in, or null
   * @param data the data that are filled in, or null
   */
  ModelWizard(WorkbenchCore core, Opening opening, @Nullable Path first, @Nullable Path data) {
    this.model = new ModelImport(core);
    this.opening = opening;
    this.files = new FilesPage(model, first, data);
    this.table = new TablePage(model);
    this.mapping = new MappingPage(model);
    this.card = new CardPage(model);
    this.check = new CheckPage(model);
    setWindowTitle("Open my model");
    setNeedsProgressMonitor(true);
  }

  @Override
  public void addPages() {
    addPage(files);
    addPage(table);
    addPage(mapping);
    addPage(card);
    addPage(check);
  }

  @Override
  public @Nullable IWizardPage getNextPage(IWizardPage page) {
    if (page == files && model.isTable()) {
      return table;
    } else if (page == files || page == table) {
      return mapping.isNeeded() ? mapping : card;
    }
    return super.getNextPage(page);
  }

  @Override
  public @Nullable IWizardPage getPreviousPage(IWizardPage page) {
    if (page == mapping || page == card && !mapping.isNeeded()) {
      return model.isTable() ? table : files;
    }
    return super.getPreviousPage(page);
  }

  @Override
  public boolean canFinish() {
    return getContainer().getCurrentPage() == check && check.isPageComplete();
  }

  @Override
  public boolean performFinish() {
    Path folder = check.folder().orElseThrow();
    String name = check.projectName();
    Optional<String> problem =
        Work.run(getContainer(), "Writing the project", progress -> model.write(folder, name));
    check.setErrorMessage(problem.orElse(null));
    if (problem.isEmpty()) {
      opening.open(folder);
    }
    return problem.isEmpty();
  }

  @Override
  public void dispose() {
    model.close();
    super.dispose();
  }
}
