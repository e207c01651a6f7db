package org.loupe.workbench.internal.core;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.loupe.extensions.InstalledExtension;

/** What extensions do wrong, for people to decide on. Thread-safe. */
public final class Troubles {
  private final Observed<List<InstalledExtension>> installed;
  private final Observed<Optional<Trouble>> latest = new Observed<>(Optional.empty());
  private final Set<Trouble> told = new HashSet<>();

  /**
   * What went wrong.
   *
   * @param extension its id
   * @param name for people
   * @param sentence names the bundle and says what it did
   */
  public record Trouble(String extension, String name, String sentence) {}

  Troubles(Observed<List<InstalledExtension>> installed) {
    this.installed = installed;
    installed.onChange(now -> forgetGone(now));
  }

  /** The latest one that nobody dismissed. */
  public Observed<Optional<Trouble>> latest() {
    return latest;
  }

  /** The extension in use that a bundle belongs to; empty for bundles of the product. */
  public Optional<InstalledExtension> owner(String bundle) {
    return installed.get().stream()
        .filter(each -> each.state() == InstalledExtension.State.IN_USE)
        .filter(
            each -> each.bundles().stream().anyMatch(part -> part.symbolicName().equals(bundle)))
        .findFirst();
  }

  /**
   * Tells once, if the bundle belongs to an extension: a bundle of the product cannot be disabled.
   */
  public void tell(String bundle, String sentence) {
    owner(bundle)
        .map(extension -> new Trouble(extension.id(), extension.name(), sentence))
        .filter(this::isNew)
        .ifPresent(trouble -> latest.set(Optional.of(trouble)));
  }

  /** It is over: what was slow has come after all, and would be told again. */
  public void withdraw(String bundle, String sentence) {
    owner(bundle)
        .map(extension -> new Trouble(extension.id(), extension.name(), sentence))
        .ifPresent(this::forget);
  }

  private synchronized void forget(Trouble over) {
    told.remove(over);
    latest.update(old -> old.filter(trouble -> !trouble.equals(over)));
  }

  /** It was read. */
  public void dismiss() {
    latest.set(Optional.empty());
  }

  private synchronized boolean isNew(Trouble trouble) {
    return told.add(trouble);
  }

  /** What is installed anew gets a new chance. */
  private synchronized void forgetGone(List<InstalledExtension> now) {
    told.removeIf(trouble -> !isInUse(now, trouble));
    latest.update(old -> old.filter(trouble -> isInUse(now, trouble)));
  }

  private static boolean isInUse(List<InstalledExtension> now, Trouble trouble) {
    return now.stream()
        .anyMatch(
            each ->
                each.id().equals(trouble.extension())
                    && each.state() == InstalledExtension.State.IN_USE);
  }
}
