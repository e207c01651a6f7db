package org.loupe.workbench.internal.help;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  /** The guide from a training repository to the first figure. */
  public static final String EXPORT = "export";

  /** Id of the part that shows pages. */
  static final String PART = "loupe.part.help";

  /** How links name pages: {@code help:saliency}. */
  static final String HELP_LINK = "help:";

  /** How links name views: {@code view:saliency}. */
  static final String VIEW_LINK = "view:";

  private static final long MOST_BYTES = 1 << 20;

  /** By id, the product's guides: pages that are no method's. */
  private static final Map<String, Guide> GUIDES =
      Map.of(
          GUIDE,
          new Guide("user-guide.md", "User guide", "How to work with Loupe, from the beginning."),
          EXPORT,
          new Guide(
              "from-training-repository.md",
              "From a training repository",
              "How to export a model with its data from Python, in ten minutes."));

  /** A page in a file of the product. */
  private record Guide(String file, String title, String about) {}

  private final WorkbenchCore core;
  private final MethodList methods;
  private final Optional<Path> docs;
  private final Observed<String> topic = new Observed<>(CONTENTS);

  /**
   * Opens the contents.
   *
   * @param home the product's folder, which may hold guides
   */
  public HelpBook(WorkbenchCore core, MethodList methods, Optional<Path> home) {
    this.core = core;
    this.methods = methods;
    this.docs = home.map(folder -> folder.resolve("docs"));
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
    return guide(GUIDE).isPresent();
  }

  /** Whether a page is a guide, which people read while they open views. */
  static boolean isGuide(String id) {
    return GUIDES.containsKey(id);
  }

  /** The page that a link to a file beside a guide means. */
  static Optional<String> guideIn(String file) {
    return GUIDES.entrySet().stream()
        .filter(guide -> guide.getValue().file().equals(file))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The file of a guide that the product brings. */
  private Optional<Path> guide(String id) {
    return docs.filter(folder -> isGuide(id))
        .map(folder -> folder.resolve(GUIDES.get(id).file()))
        .filter(Files::isRegularFile);
  }

  /** All pages at this moment. */
  public List<HelpTopic> topics() {
    List<HelpTopic> topics = new ArrayList<>();
    topics.add(new HelpTopic(CONTENTS, "Help contents", "All help pages."));
    for (String id : List.of(GUIDE, EXPORT)) {
      if (guide(id).isPresent()) {
        topics.add(new HelpTopic(id, GUIDES.get(id).title(), GUIDES.get(id).about()));
      }
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
    }
    Optional<Path> guide = guide(id);
    return guide.isPresent() ? read(guide.get()) : HelpPage.of(method(id));
  }

  private String contents() {
    StringBuilder text = new StringBuilder("# Help\n");
    boolean heading = false;
    for (HelpTopic each : topics()) {
      if (each.id().equals(CONTENTS)) {
        continue;
      }
      if (!heading && !isGuide(each.id())) {
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

  private static HelpPage read(Path file) throws BadInputException {
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
