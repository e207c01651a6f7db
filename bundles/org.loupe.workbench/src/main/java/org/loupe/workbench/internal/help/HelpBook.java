package org.loupe.workbench.internal.help;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.e4.ui.workbench.modeling.EPartService;
import org.eclipse.e4.ui.workbench.modeling.EPartService.PartState;
import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.Methods;
import org.loupe.model.BadInputException;
import org.loupe.workbench.internal.core.Observed;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.loupe.workbench.internal.views.MethodList;

/** What there is to read, and which page is open. Thread-safe. */
public final class HelpBook {
  /** The page that lists all others. */
  public static final String CONTENTS = "contents";

  /** The user guide. */
  public static final String GUIDE = "guide";

  /** Id of the part that shows pages. */
  static final String PART = "loupe.part.help";

  /** How links name pages: {@code help:saliency}. */
  static final String HELP_LINK = "help:";

  /** How links name views: {@code view:saliency}. */
  static final String VIEW_LINK = "view:";

  private static final long MOST_BYTES = 1 << 20;

  private final WorkbenchCore core;
  private final MethodList methods;
  private final Optional<Path> guide;
  private final Observed<String> topic = new Observed<>(CONTENTS);

  /**
   * Opens the contents.
   *
   * @param home the product's folder, which may hold the user guide
   */
  public HelpBook(WorkbenchCore core, MethodList methods, Optional<Path> home) {
    this.core = core;
    this.methods = methods;
    this.guide =
        home.map(folder -> folder.resolve("docs/user-guide.md")).filter(Files::isRegularFile);
  }

  /** The id of the page that is open. */
  public Observed<String> topic() {
    return topic;
  }

  /** Opens a page in the part, if the part is there. */
  public void open(String id) {
    topic.set(id);
  }

  /** Opens a page and brings the part to the front. UI thread. */
  public void show(String id, EPartService parts) {
    open(id);
    parts.showPart(PART, PartState.ACTIVATE);
  }

  /** Whether the product brings the user guide. */
  boolean hasGuide() {
    return guide.isPresent();
  }

  /** All pages at this moment. */
  public List<HelpTopic> topics() {
    List<HelpTopic> topics = new ArrayList<>();
    topics.add(new HelpTopic(CONTENTS, "Help contents", "All help pages."));
    if (guide.isPresent()) {
      topics.add(new HelpTopic(GUIDE, "User guide", "How to work with Loupe, from the beginning."));
    }
    for (InstalledMethod<?, ?> method : methods.installed().get()) {
      topics.add(new HelpTopic(method.info().id(), method.info().name(), method.info().explains()));
    }
    return topics;
  }

  /**
   * The text of a page. Reads files: not for the UI thread.
   *
   * @throws BadInputException if it cannot be read
   */
  HelpPage page(String id) throws BadInputException {
    if (id.equals(CONTENTS)) {
      return HelpPage.of(contents());
    } else if (id.equals(GUIDE) && guide.isPresent()) {
      return guide(guide.get());
    }
    return HelpPage.of(method(id));
  }

  private String contents() {
    StringBuilder text = new StringBuilder("# Help\n");
    boolean heading = false;
    for (HelpTopic each : topics()) {
      if (each.id().equals(CONTENTS)) {
        continue;
      }
      if (!heading && !each.id().equals(GUIDE)) {
        text.append("\n## Methods\n\n");
        heading = true;
      }
      text.append("\n- [")
          .append(each.title())
          .append("](" + HELP_LINK)
          .append(each.id())
          .append("): ")
          .append(each.about());
    }
    return text.append("\n\nF1 opens the page of the view in use.\n").toString();
  }

  private static HelpPage guide(Path file) throws BadInputException {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new BadInputException(
            file + " has more than " + MOST_BYTES + " bytes, too many for a help page.");
      }
      return new HelpPage(
          Files.readString(file, StandardCharsets.UTF_8), Optional.ofNullable(file.getParent()));
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read: " + e.getMessage() + ".", e);
    }
  }

  private String method(String id) throws BadInputException {
    Optional<Methods> installed = core.methods().get();
    Optional<InstalledMethod<?, ?>> method = methods.find(id);
    if (installed.isEmpty() || method.isEmpty()) {
      return "# No page\n\nThe method '" + id + "' is not installed any more.\n";
    }
    Optional<String> page = installed.get().help(id);
    String link =
        method.get().view() == null ? "" : "\n\n[Open this view](" + VIEW_LINK + id + ")\n";
    return page.orElseGet(() -> brief(method.get())).stripTrailing() + link;
  }

  /** What a method says of itself, where its bundle brings no page. */
  private static String brief(InstalledMethod<?, ?> method) {
    return String.join(
        "\n",
        "# " + method.info().name(),
        "",
        "## What it shows",
        "",
        method.info().explains(),
        "",
        "## What it does not say",
        "",
        method.info().limits(),
        "",
        "## Source",
        "",
        method.info().paper(),
        "",
        "Bundle `" + method.bundle() + "` brings no help page of its own.");
  }
}
