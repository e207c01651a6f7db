package org.loupe.batch.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loupe.extensions.AvailableExtension;
import org.loupe.extensions.BundleDetails;
import org.loupe.extensions.Consent;
import org.loupe.extensions.ExtensionException;
import org.loupe.extensions.Extensions;
import org.loupe.extensions.InstalledExtension;
import org.loupe.extensions.Plan;
import org.loupe.extensions.PlannedBundle;
import org.loupe.extensions.PlannedBundle.Action;
import org.loupe.extensions.Signature;
import org.loupe.model.BadInputException;
import org.loupe.model.Progress;

/** Extensions that are only talked about; one that is called 'needy' lacks something. */
final class FakeExtensions implements Extensions {
  final List<InstalledExtension> installed = new ArrayList<>();
  final List<String> repositories = new ArrayList<>();
  final List<String> done = new ArrayList<>();

  private static InstalledExtension extension(String id, @Nullable String reason) {
    return new InstalledExtension(
        id,
        "The " + id,
        "1.0.0",
        reason == null ? InstalledExtension.State.IN_USE : InstalledExtension.State.NOT_USABLE,
        reason,
        "/" + id + ".jar",
        List.of(new InstalledExtension.InstalledBundle(id, "1.0.0", "0".repeat(64), 2_000_000)));
  }

  FakeExtensions with(String id, @Nullable String reason) {
    installed.add(extension(id, reason));
    return this;
  }

  @Override
  public List<InstalledExtension> installed() {
    return installed;
  }

  @Override
  public List<BundleDetails> details(String id) throws BadInputException {
    InstalledExtension extension =
        installed.stream()
            .filter(each -> each.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new BadInputException("No extension '" + id + "' is installed."));
    return List.of(
        new BundleDetails(
            extension.bundles().get(0),
            "MIT",
            new Signature(Signature.Kind.UNKNOWN_SIGNER, "Ada"),
            List.of("Java 17", "org.loupe.analysis 1.3")));
  }

  @Override
  public Plan install(String source, Progress progress) throws BadInputException {
    if (source.equals("missing")) {
      throw new BadInputException("There is no file missing.");
    }
    return new FakePlan(source, "install", Action.INSTALL);
  }

  @Override
  public Plan update(String id, Progress progress) {
    return new FakePlan(id, "update", Action.UPDATE);
  }

  @Override
  public Plan uninstall(String id) {
    return new FakePlan(id, "uninstall", Action.REMOVE);
  }

  @Override
  public Plan enable(String id, boolean enabled) {
    return new FakePlan(
        id, enabled ? "enable" : "disable", enabled ? Action.INSTALL : Action.LEAVE_OUT);
  }

  @Override
  public List<AvailableExtension> available(Progress progress) {
    return List.of(
        new AvailableExtension(
            "heat", "Heat", "2.0.0", "Shows heat.", "Apache-2.0", 1, "file:/index.xml", "1.0.0"));
  }

  @Override
  public List<String> repositories() {
    return repositories;
  }

  @Override
  public void addRepository(String address, Progress progress) {
    repositories.add(address);
  }

  @Override
  public void removeRepository(String address) {
    repositories.remove(address);
  }

  private final class FakePlan implements Plan {
    private final String id;
    private final String verb;
    private final Action action;

    FakePlan(String id, String verb, Action action) {
      this.id = id;
      this.verb = verb;
      this.action = action;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public String name() {
      return "The " + id;
    }

    @Override
    public String version() {
      return "1.0.0";
    }

    @Override
    public List<PlannedBundle> bundles() {
      return List.of(
          new PlannedBundle(
              id,
              "1.0.0",
              action,
              action == Action.UPDATE ? "0.9.0" : null,
              2_000_000,
              "0".repeat(64),
              "MIT",
              new Signature(Signature.Kind.UNSIGNED, null)));
    }

    @Override
    public List<String> unmet() {
      return id.equals("needy")
          ? List.of("needy needs org.loupe.analysis 2, this is 1.3.")
          : List.of();
    }

    @Override
    public List<String> restart() {
      return List.of();
    }

    @Override
    public long bytes() {
      return action == Action.REMOVE ? 0 : 2_000_000;
    }

    @Override
    public boolean changesNothing() {
      return id.equals("present");
    }

    @Override
    public void commit(Consent consent, Progress progress) throws ExtensionException {
      if (verb.equals("install") && !consent.isGiven(bundles())) {
        throw new ExtensionException("Nothing was installed: nobody known vouches for " + id + ".");
      }
      done.add(verb + " " + id);
    }

    @Override
    public void close() {
      // It holds nothing.
    }
  }
}
