package org.loupe.workbench.internal.importing;

import java.util.Optional;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.jspecify.annotations.Nullable;
import org.loupe.project.imports.CardDraft;
import org.loupe.project.imports.ImportedData;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.Scrolled;

/** What the model's tensors mean: every guess, with shapes, and what is still unanswered. */
final class CardPage extends WizardPage implements Leaving, CardForm.Owner {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 440;

  private final ModelImport model;
  private @Nullable ScrolledComposite scroll;

  CardPage(ModelImport model) {
    super("card", "Look at what was guessed", null);
    this.model = model;
    setDescription("Correct what is wrong. Names of channels can be written into the card later.");
  }

  @Override
  public void createControl(Composite parent) {
    ScrolledComposite area = new ScrolledComposite(parent, SWT.V_SCROLL);
    area.setExpandHorizontal(true);
    area.setExpandVertical(true);
    GridData data = new GridData(SWT.FILL, SWT.FILL, true, true);
    data.widthHint = WIDTH;
    data.heightHint = HEIGHT;
    area.setLayoutData(data);
    area.addListener(SWT.Resize, event -> fit(area));
    Ids.mark(area, "import.card");
    scroll = area;
    setControl(area);
  }

  @Override
  public void setVisible(boolean visible) {
    if (visible) {
      rebuild();
    }
    super.setVisible(visible);
  }

  private void rebuild() {
    ScrolledComposite area = scroll;
    Optional<CardDraft> draft = model.draft();
    Optional<ImportedData> data = model.data();
    if (area == null || draft.isEmpty() || data.isEmpty()) {
      return;
    }
    int top = area.getOrigin().y;
    Control old = area.getContent();
    Composite form = new CardForm(area, draft.get(), data.get(), this).control();
    area.setContent(form);
    if (old != null) {
      old.dispose();
    }
    fit(area);
    area.setOrigin(0, top);
    area.layout(true, true);
    problem(Optional.empty());
    String notRun = draft.get().notRun();
    setMessage(
        notRun == null ? null : "The model could not be run: " + notRun,
        notRun == null ? NONE : WARNING);
  }

  /** As wide as the page, and as high as that needs. */
  private static void fit(ScrolledComposite area) {
    if (area.getContent() != null) {
      int width = area.getClientArea().width;
      Scrolled.setLeast(area, 0, area.getContent().computeSize(width, SWT.DEFAULT).y);
    }
  }

  /** Not from within the event of a widget that is replaced. */
  @Override
  public void edited(CardDraft changed) {
    model.edit(changed);
    later(this::rebuild);
  }

  @Override
  public void typed(CardDraft changed) {
    model.edit(changed);
  }

  /** One goes on only with what can be read. */
  @Override
  public void problem(Optional<String> sentence) {
    setErrorMessage(sentence.orElse(null));
    setPageComplete(sentence.isEmpty());
  }

  @Override
  public void fed(String argument, String array) {
    model.feed(argument, array);
    later(
        () -> {
          Optional<String> problem = Work.run(getContainer(), "Drafting the card", model::redraft);
          rebuild();
          setErrorMessage(problem.orElse(null));
        });
  }

  private void later(Runnable task) {
    getControl()
        .getDisplay()
        .asyncExec(
            () -> {
              if (!getControl().isDisposed()) {
                task.run();
              }
            });
  }

  @Override
  public boolean leave() {
    Optional<String> problem =
        Work.run(getContainer(), "Checking the model on the data", model::check);
    setErrorMessage(problem.orElse(null));
    return problem.isEmpty();
  }
}
