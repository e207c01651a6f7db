package org.loupe.extensions.internal;

import java.util.List;
import org.loupe.extensions.Consent;
import org.loupe.extensions.ExtensionException;
import org.loupe.extensions.Plan;
import org.loupe.extensions.PlannedBundle;
import org.loupe.extensions.PlannedBundle.Action;
import org.loupe.model.BadInputException;
import org.loupe.model.Progress;

/** A change and the files that were read for it. */
final class ChangePlan implements Plan {
  /** Makes a change. */
  interface Commit {
    void run(Change change, Staging staging, Consent consent, Progress progress)
        throws BadInputException, ExtensionException;
  }

  private final Change change;
  private final Staging staging;
  private final Commit commit;

  ChangePlan(Change change, Staging staging, Commit commit) {
    this.change = change;
    this.staging = staging;
    this.commit = commit;
  }

  @Override
  public String id() {
    return change.id();
  }

  @Override
  public String name() {
    return change.name();
  }

  @Override
  public String version() {
    return change.version();
  }

  @Override
  public List<PlannedBundle> bundles() {
    return change.bundles();
  }

  @Override
  public List<String> unmet() {
    return change.unmet();
  }

  @Override
  public List<String> restart() {
    return List.copyOf(change.restart());
  }

  @Override
  public long bytes() {
    return change.bundles().stream().mapToLong(PlannedBundle::size).sum();
  }

  @Override
  public boolean changesNothing() {
    return change.unmet().isEmpty()
        && (change.after().equals(change.before()) || isPartOfTheProduct());
  }

  private boolean isPartOfTheProduct() {
    return change.before().find(change.id()).isEmpty()
        && change.bundles().stream().allMatch(bundle -> bundle.action() == Action.PRESENT)
        && (change.entry() == null || change.entry().bundles().isEmpty());
  }

  @Override
  public void commit(Consent consent, Progress progress)
      throws BadInputException, ExtensionException {
    commit.run(change, staging, consent, progress);
  }

  @Override
  public void close() {
    staging.close();
  }
}
