package org.loupe.workbench.internal.extensions;

import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.e4.ui.di.Focus;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.jspecify.annotations.Nullable;
import org.loupe.extensions.InstalledExtension;
import org.loupe.workbench.internal.core.Observed;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.loupe.workbench.internal.views.MethodList;
import org.loupe.workbench.internal.widgets.Follow;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.LastFocus;
import org.loupe.workbench.internal.widgets.Styles;
import org.loupe.workbench.internal.widgets.TableColumns;

/** What is installed besides the product and what could be, and what can be done about it. */
public final class ExtensionsPart {
  private final WorkbenchCore core;
  private final MethodList methods;
  private final ExtensionChanges changes;
  private final FactReader facts;
  private final Observed<Offers> offers = new Observed<>(Offers.NONE);
  private final Text words;
  private final LastFocus lastFocus;
  private final Combo repositories;
  private final Button removeRepository;
  private final Label problem;
  private final Table table;
  private final Text details;
  private final ToolItem updateAll;
  private final Button install;
  private final Button update;
  private final Button uninstall;
  private final Button enable;
  private List<ExtensionRow> rows = List.of();
  private List<InstalledExtension> listed;

  /** Made by e4. */
  @Inject
  public ExtensionsPart(
      Composite parent, WorkbenchCore core, MethodList methods, ExtensionChanges changes) {
    this.core = core;
    this.methods = methods;
    this.changes = changes;
    this.facts = new FactReader(core);
    this.listed = core.installedExtensions().get();
    Composite frame = new Composite(parent, SWT.NONE);
    lastFocus = new LastFocus(frame);
    GridLayout layout = new GridLayout();
    layout.marginWidth = 0;
    layout.marginHeight = 0;
    frame.setLayout(layout);
    Composite bar = row(frame, 2);
    words = new Text(bar, SWT.SEARCH | SWT.ICON_CANCEL);
    words.setMessage("Search extensions");
    words.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
    words.addListener(SWT.Modify, event -> fill());
    Ids.mark(words, "extensions.words", "Search extensions");
    ToolBar tools = new ToolBar(bar, SWT.FLAT | SWT.RIGHT);
    Ids.mark(tools, "extensions.tools", "Tools for extensions");
    tool(
        tools,
        "extensions.file",
        "Install from File…",
        "A bundle (.jar), a feature archive (.zip) or a repository index (.xml)",
        this::chooseFile);
    tool(tools, "extensions.refresh", "Refresh", "Reads the repositories again", this::refresh);
    updateAll =
        tool(
            tools,
            "extensions.update.all",
            "Update All",
            "Installs the newest versions that the repositories offer, one after the other",
            this::updateAll);
    SashForm sash = new SashForm(frame, SWT.HORIZONTAL);
    sash.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
    table = table(sash);
    Composite side = new Composite(sash, SWT.NONE);
    side.setLayout(new GridLayout());
    details = new Text(side, SWT.MULTI | SWT.READ_ONLY | SWT.WRAP | SWT.V_SCROLL);
    details.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
    Ids.mark(details, "extensions.details", "About the chosen extension");
    Composite buttons = row(side, 4);
    install = button(buttons, "Install", row -> changes.install(shell(), row.id()));
    update = button(buttons, "Update", row -> changes.update(shell(), List.of(row.id())));
    enable = button(buttons, "Disable", this::toggle);
    uninstall = button(buttons, "Uninstall", row -> changes.uninstall(shell(), row.id()));
    sash.setWeights(60, 40);
    Composite foot = row(frame, 4);
    Label label = new Label(foot, SWT.NONE);
    label.setText("Repositories");
    repositories = new Combo(foot, SWT.READ_ONLY);
    repositories.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
    Ids.mark(repositories, "extensions.repositories", "Repositories");
    plain(foot, "extensions.repository.add", "Add Repository…", this::addRepository);
    removeRepository =
        plain(foot, "extensions.repository.remove", "Remove Repository", this::removeRepository);
    problem = Styles.style(new Label(frame, SWT.WRAP), Styles.PROBLEM);
    GridData wide = new GridData(SWT.FILL, SWT.TOP, true, false);
    wide.widthHint = 100;
    wide.horizontalIndent = 6;
    problem.setLayoutData(wide);
    Ids.mark(problem, "extensions.problem");
  }

  @PostConstruct
  void start() {
    Follow.observed(table, core.installedExtensions(), now -> fill());
    Follow.observed(table, methods.installed(), now -> describe());
    Follow.observed(table, facts.known(), now -> describe());
    Follow.observed(table, offers, this::showOffers);
    Follow.observed(table, core.extensions(), service -> refresh());
  }

  @Focus
  void focus() {
    lastFocus.restore(words);
  }

  private Shell shell() {
    return table.getShell();
  }

  private static Composite row(Composite parent, int columns) {
    Composite row = new Composite(parent, SWT.NONE);
    row.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
    GridLayout layout = new GridLayout(columns, false);
    layout.marginHeight = 2;
    row.setLayout(layout);
    return row;
  }

  private Table table(Composite parent) {
    Table made = new Table(parent, SWT.SINGLE | SWT.FULL_SELECTION);
    made.setHeaderVisible(true);
    TableColumns.add(made, "Extension", 220);
    TableColumns.add(made, "Version", 150);
    TableColumns.add(made, "State", 220);
    made.addListener(SWT.Selection, event -> describe());
    Ids.mark(made, "extensions.table", "Extensions");
    return made;
  }

  private static ToolItem tool(ToolBar tools, String id, String text, String tip, Runnable action) {
    ToolItem item = new ToolItem(tools, SWT.PUSH);
    item.setText(text);
    item.setToolTipText(tip);
    item.addListener(SWT.Selection, event -> action.run());
    Ids.mark(item, id);
    return item;
  }

  private static Button plain(Composite parent, String id, String text, Runnable action) {
    Button button = new Button(parent, SWT.PUSH);
    button.setText(text);
    button.addListener(SWT.Selection, event -> action.run());
    Ids.mark(button, id);
    return button;
  }

  private Button button(Composite parent, String text, Consumer<ExtensionRow> action) {
    String id = "extensions." + text.toLowerCase(Locale.ROOT);
    return plain(
        parent,
        id,
        text,
        () -> {
          ExtensionRow row = chosen();
          if (row != null) {
            action.accept(row);
          }
        });
  }

  private void toggle(ExtensionRow row) {
    changes.enable(shell(), row.id(), row.isDisabled());
  }

  private @Nullable ExtensionRow chosen() {
    int row = table.getSelectionIndex();
    return row < 0 || row >= rows.size() ? null : rows.get(row);
  }

  private void fill() {
    List<InstalledExtension> installed = core.installedExtensions().get();
    String before = Optional.ofNullable(chosen()).map(ExtensionRow::id).orElse("");
    String wanted = Arrival.of(listed, installed).orElse(before);
    listed = installed;
    rows = ExtensionRow.of(installed, offers.get().offered(), words.getText());
    table.removeAll();
    for (ExtensionRow row : rows) {
      new TableItem(table, SWT.NONE).setText(new String[] {row.name(), row.version(), row.state()});
    }
    int again = 0;
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).id().equals(wanted)) {
        again = i;
      }
    }
    if (!rows.isEmpty()) {
      table.setSelection(again);
    }
    describe();
  }

  private void describe() {
    ExtensionRow row = chosen();
    details.setText(row == null ? nothing() : String.join("\n\n", words(row)));
    updateAll.setEnabled(!updates().isEmpty());
    install.setEnabled(row != null && row.installed() == null);
    update.setEnabled(row != null && row.hasUpdate());
    uninstall.setEnabled(row != null && row.installed() != null);
    enable.setEnabled(row != null && row.installed() != null);
    enable.setText(row != null && row.isDisabled() ? "Enable" : "Disable");
  }

  private List<String> words(ExtensionRow row) {
    BundleFacts known = row.installed() == null ? BundleFacts.UNKNOWN : facts.of(row.installed());
    return ExtensionWords.of(row, methods.installed().get(), known);
  }

  /** Those with a newer version, whether or not they are searched for. */
  private List<String> updates() {
    return ExtensionRow.of(core.installedExtensions().get(), offers.get().offered(), "").stream()
        .filter(ExtensionRow::hasUpdate)
        .map(ExtensionRow::id)
        .toList();
  }

  private void updateAll() {
    changes.update(shell(), updates());
  }

  private String nothing() {
    if (!words.getText().isBlank()) {
      return "No extension has these words in its name or description.";
    }
    return offers.get().repositories().isEmpty()
        ? "Nothing is installed besides what Loupe comes with. Add a repository, or drop a bundle or"
            + " a feature archive on the window."
        : "Nothing is installed, and the repositories offer nothing.";
  }

  private void showOffers(Offers now) {
    repositories.setItems(now.repositories().toArray(String[]::new));
    repositories.select(0);
    removeRepository.setEnabled(!now.repositories().isEmpty());
    problem.setText(Styles.plain(now.problem()));
    problem.requestLayout();
    fill();
  }

  private void refresh() {
    if (core.extensions().get().isPresent()) {
      changes.run(
          "Reading repositories",
          (extensions, progress) -> {
            List<String> addresses = extensions.repositories();
            offers.update(old -> new Offers(addresses, old.offered(), ""));
            offers.set(new Offers(addresses, extensions.available(progress), ""));
          },
          why -> offers.update(old -> old.failed(why)));
    }
  }

  private void chooseFile() {
    FileDialog dialog = new FileDialog(shell(), SWT.OPEN);
    dialog.setText("Install from file");
    dialog.setFilterExtensions(new String[] {"*.jar;*.zip;*.xml;*.xml.gz", "*.*"});
    String file = dialog.open();
    if (file != null) {
      changes.install(shell(), file);
    }
  }

  private void addRepository() {
    new RepositoryDialog(shell(), this::addRepository).open();
  }

  private void addRepository(String address) {
    changes.run(
        shell(),
        "Adding a repository",
        (extensions, progress) -> {
          extensions.addRepository(address, progress);
          Follow.later(table, this::refresh);
        });
  }

  private void removeRepository() {
    String address = repositories.getText();
    changes.run(
        shell(),
        "Removing a repository",
        (extensions, progress) -> {
          extensions.removeRepository(address);
          Follow.later(table, this::refresh);
        });
  }
}
