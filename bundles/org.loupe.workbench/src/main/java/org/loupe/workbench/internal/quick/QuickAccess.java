package org.loupe.workbench.internal.quick;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.eclipse.e4.core.commands.ECommandService;
import org.eclipse.e4.core.commands.EHandlerService;
import org.eclipse.e4.core.contexts.IEclipseContext;
import org.eclipse.e4.core.di.annotations.Creatable;
import org.eclipse.e4.ui.bindings.EBindingService;
import org.eclipse.e4.ui.model.application.MApplication;
import org.eclipse.e4.ui.workbench.modeling.EPartService;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;
import org.jspecify.annotations.Nullable;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.loupe.workbench.internal.help.HelpBook;
import org.loupe.workbench.internal.preferences.PreferencesWindow;

/** Opens quick access. Used on the UI thread. */
@Creatable
@Singleton
public final class QuickAccess {
  /** Id of the command that opens it. */
  public static final String COMMAND = "loupe.command.quick";

  private static final int GAP = 2;

  private final MApplication application;
  private final WorkbenchCore core;
  private final HelpBook book;
  private final PreferencesWindow preferences;
  private final QuickMemory memory = new QuickMemory();
  private @Nullable Control anchor;
  private @Nullable QuickPopup popup;

  /** Made by e4. */
  @Inject
  public QuickAccess(
      MApplication application, WorkbenchCore core, HelpBook book, PreferencesWindow preferences) {
    this.preferences = preferences;
    this.application = application;
    this.core = core;
    this.book = book;
  }

  /** The popup opens below this control, where it is there. */
  public void setAnchor(Control control) {
    anchor = control;
  }

  /** Opens the popup; opens nothing while it is open. */
  public void open(Shell shell) {
    if (popup != null && popup.isOpen()) {
      return;
    }
    QuickPopup opened = new QuickPopup(shell, sources(shell), memory, ForkJoinPool.commonPool());
    popup = opened;
    Control below = anchor;
    if (below != null && !below.isDisposed()) {
      Point size = below.getSize();
      Point corner = below.toDisplay(size.x, size.y + GAP);
      opened.open(corner.x, corner.y);
    } else {
      Rectangle bounds = shell.getBounds();
      opened.open(bounds.x + bounds.width, bounds.y);
    }
  }

  private List<QuickSource> sources(Shell shell) {
    // The window's: the application has no parts of its own while no window is active.
    IEclipseContext window = application.getChildren().get(0).getContext();
    EPartService parts = window.get(EPartService.class);
    return List.of(
        new WindowSource(core),
        new CommandSource(
            application,
            window.get(ECommandService.class),
            window.get(EHandlerService.class),
            window.get(EBindingService.class)),
        new ViewSource(application, parts),
        new CheckpointSource(core),
        new DatasetSource(core.workspace()),
        new SliceSource(core),
        new ChannelSource(core),
        new PreferenceSource(preferences, shell),
        new HelpSource(book, parts));
  }
}
