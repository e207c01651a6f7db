package org.loupe.workbench.internal.help;

import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.e4.ui.di.Focus;
import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.program.Program;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.loupe.model.BadInputException;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.loupe.workbench.internal.help.MarkdownText.Kind;
import org.loupe.workbench.internal.help.MarkdownText.Span;
import org.loupe.workbench.internal.theme.Themes;
import org.loupe.workbench.internal.widgets.Follow;
import org.loupe.workbench.internal.widgets.Ids;

/**
 * Shows a help page. While it shows that of a view, it goes along with the view that people look
 * at.
 */
public final class HelpPart {
  private static final Logger LOG = System.getLogger(HelpPart.class.getName());
  private static final long MOST_PICTURE_BYTES = 4 << 20;

  private final WorkbenchCore core;
  private final HelpBook book;
  private final HelpText text;
  private final ToolItem back;
  private final Deque<String> visited = new ArrayDeque<>();
  private String shown = "";
  private int asked;

  /** Made by e4. */
  @Inject
  public HelpPart(Composite parent, WorkbenchCore core, HelpBook book, Themes themes) {
    this.core = core;
    this.book = book;
    Composite frame = new Composite(parent, SWT.NONE);
    GridLayout layout = new GridLayout();
    layout.marginWidth = 0;
    layout.marginHeight = 0;
    layout.verticalSpacing = 0;
    frame.setLayout(layout);
    ToolBar tools = new ToolBar(frame, SWT.FLAT | SWT.RIGHT);
    Ids.mark(tools, "help.tools", "Help tools");
    back = tool(tools, "help.back", "‹ Back", "The page before (Alt+Left)", this::back);
    tool(tools, "help.contents", "Contents", "All help pages", () -> book.open(HelpBook.CONTENTS));
    text = new HelpText(frame, themes, this::follow);
    text.control().setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
    text.control()
        .addListener(
            SWT.KeyDown,
            event -> {
              if (event.stateMask == SWT.ALT && event.keyCode == SWT.ARROW_LEFT) {
                back();
              }
            });
  }

  private static ToolItem tool(ToolBar bar, String id, String name, String tip, Runnable action) {
    ToolItem item = new ToolItem(bar, SWT.PUSH);
    item.setText(name);
    item.setToolTipText(tip);
    item.addListener(SWT.Selection, event -> action.run());
    Ids.mark(item, id);
    return item;
  }

  @PostConstruct
  void start() {
    Follow.observed(text.control(), book.topic(), this::show);
    Follow.observed(
        text.control(), core.active().method(), method -> method.ifPresent(this::goAlong));
    Follow.observed(text.control(), core.methods(), now -> reload());
  }

  @Focus
  void focus() {
    text.control().setFocus();
  }

  /** Only from one view's page to another's: what people chose to read stays. */
  private void goAlong(String method) {
    if (!shown.equals(HelpBook.CONTENTS) && !HelpBook.isGuide(shown)) {
      book.open(method);
    }
  }

  private void show(String topic) {
    if (!topic.equals(shown)) {
      if (!shown.isEmpty()) {
        visited.push(shown);
      }
      shown = topic;
      reload();
    }
    back.setEnabled(!visited.isEmpty());
  }

  private void back() {
    if (!visited.isEmpty()) {
      shown = "";
      book.open(visited.pop());
      show(book.topic().get());
    }
  }

  private void reload() {
    String topic = shown;
    int mine = ++asked;
    core.files()
        .execute(
            () -> {
              MarkdownText page;
              Map<String, ImageData> pictures = new HashMap<>();
              try {
                HelpPage read = book.page(topic);
                page = MarkdownText.of(read.markdown());
                read.folder().ifPresent(folder -> read(folder, page, pictures));
              } catch (BadInputException | RuntimeException e) {
                LOG.log(Level.WARNING, "Help page '" + topic + "' cannot be shown.", e);
                say(mine, MarkdownText.of("# No page\n\n" + e.getMessage()), Map.of());
                return;
              }
              say(mine, page, pictures);
            });
  }

  private void say(int mine, MarkdownText page, Map<String, ImageData> pictures) {
    Follow.later(
        text.control(),
        () -> {
          if (mine == asked) {
            text.show(page, pictures);
          }
        });
  }

  /** Pictures beside the page; others are left out. */
  private static void read(Path folder, MarkdownText page, Map<String, ImageData> pictures) {
    for (Span span : page.spans()) {
      if (span.kind() == Kind.IMAGE && !pictures.containsKey(span.target())) {
        Path file = folder.resolve(span.target()).normalize();
        if (file.startsWith(folder)) {
          picture(file).ifPresent(data -> pictures.put(span.target(), data));
        }
      }
    }
  }

  private static Optional<ImageData> picture(Path file) {
    try {
      if (Files.size(file) > MOST_PICTURE_BYTES) {
        LOG.log(Level.WARNING, "Picture {0} is too large for a help page.", file);
        return Optional.empty();
      }
      try (InputStream in = Files.newInputStream(file)) {
        return Optional.of(new ImageData(in));
      }
    } catch (IOException | SWTException e) {
      LOG.log(Level.WARNING, "Picture " + file + " cannot be shown.", e);
      return Optional.empty();
    }
  }

  private void follow(String target) {
    if (target.startsWith(HelpBook.VIEW_LINK)) {
      core.views().open(target.substring(HelpBook.VIEW_LINK.length()));
    } else if (target.startsWith(HelpBook.HELP_LINK)) {
      book.open(target.substring(HelpBook.HELP_LINK.length()));
    } else if (target.startsWith("https://")) {
      Program.launch(target);
    } else {
      HelpBook.guideIn(target).ifPresent(book::open);
    }
  }
}
