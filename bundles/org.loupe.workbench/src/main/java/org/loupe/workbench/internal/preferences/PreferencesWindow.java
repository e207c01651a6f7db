package org.loupe.workbench.internal.preferences;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.e4.core.di.annotations.Creatable;
import org.eclipse.jface.preference.IPreferencePage;
import org.eclipse.jface.preference.PreferenceDialog;
import org.eclipse.jface.preference.PreferenceManager;
import org.eclipse.jface.preference.PreferenceNode;
import org.eclipse.swt.widgets.Shell;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.loupe.workbench.internal.keys.KeyBindings;
import org.loupe.workbench.internal.theme.Themes;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.preferences.PreferencePages;

/** The window of preferences: the workbench's pages, then those of extensions. */
@Creatable
@Singleton
public final class PreferencesWindow {
  private final WorkbenchCore core;
  private final Settings settings;
  private final LaunchSettings launch;
  private final Themes themes;
  private final KeyBindings keys;
  private final ExtensionPages extensions;

  /** Made by e4. */
  @Inject
  public PreferencesWindow(
      WorkbenchCore core,
      Settings settings,
      LaunchSettings launch,
      Themes themes,
      KeyBindings keys,
      ExtensionPages extensions) {
    this.core = core;
    this.settings = settings;
    this.launch = launch;
    this.themes = themes;
    this.keys = keys;
    this.extensions = extensions;
  }

  /**
   * A page that can be opened.
   *
   * @param id stable
   * @param title as in the window's list
   * @param about what can be set there
   */
  public record Page(String id, String title, String about) {}

  private record Made(Page page, Supplier<? extends IPreferencePage> maker) {}

  /** All pages at this moment. */
  public List<Page> pages() {
    return made().stream().map(Made::page).toList();
  }

  private List<Made> made() {
    List<Made> made = new ArrayList<>();
    made.add(
        new Made(
            new Page("general", "General", "Theme and confirmations"),
            () -> new GeneralPage(settings, themes)));
    made.add(
        new Made(
            new Page(
                "computing", "Computing", "Seed, device, processor cores, memory and room on disk"),
            () -> new ComputingPage(core, settings, launch)));
    made.add(
        new Made(new Page("keys", "Keys", "The keys of every command"), () -> new KeysPage(keys)));
    for (PreferencePages pages : extensions.all()) {
      made.add(new Made(new Page(pages.id(), pages.title(), ""), pages::create));
    }
    return made;
  }

  /** Opens the window at a page. */
  public void open(Shell shell, String page) {
    PreferenceManager manager = new PreferenceManager();
    for (Made each : made()) {
      manager.addToRoot(new Node(each));
    }
    PreferenceDialog dialog =
        new PreferenceDialog(shell, manager) {
          @Override
          protected void configureShell(Shell window) {
            super.configureShell(window);
            window.setText("Preferences");
            Ids.mark(window, "preferences");
          }
        };
    dialog.setSelectedNode(page);
    // The window behind goes on working; a second call finds it modal.
    dialog.setBlockOnOpen(false);
    dialog.open();
  }

  /** Makes its page when it is looked at; a page that fails says so and stops nothing else. */
  private static final class Node extends PreferenceNode {
    private final Made made;

    Node(Made made) {
      super(made.page().id());
      this.made = made;
    }

    @Override
    public String getLabelText() {
      return made.page().title();
    }

    @Override
    public void createPage() {
      IPreferencePage page;
      try {
        page = made.maker().get();
      } catch (RuntimeException | LinkageError e) {
        page = new FailedPage(made.page(), e);
      }
      page.setTitle(made.page().title());
      setPage(page);
    }
  }
}
