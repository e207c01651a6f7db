package org.loupe.project.internal;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Forwards;
import org.loupe.model.Checkpoint;
import org.loupe.model.Device;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelRuntime;
import org.loupe.model.SessionOptions;
import org.loupe.model.Windows;
import org.loupe.project.Subjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Makes subjects whose sessions come from whichever runtime is there when they are opened, and
 * which share their forwards, in at most an eighth of the memory.
 */
@Component
public final class CheckpointSubjects implements Subjects {
  private static final int SHARE = 8;

  private final AtomicReference<@Nullable ModelRuntime> runtime = new AtomicReference<>();
  private final Forwards forwards = new Forwards(Runtime.getRuntime().maxMemory() / SHARE);

  /** Made once by Declarative Services. */
  @Activate
  public CheckpointSubjects() {}

  /** A runtime came; a dynamic reference cannot be a constructor's parameter. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unbindRuntime")
  void bindRuntime(ModelRuntime arrived) {
    runtime.set(arrived);
  }

  /** A runtime went. */
  void unbindRuntime(ModelRuntime gone) {
    runtime.compareAndSet(gone, null);
  }

  @Override
  public OpenSubject of(Checkpoint checkpoint, Windows windows, long seed, SessionOptions options) {
    return new CheckpointSubject(checkpoint, windows, seed, options, runtime::get, forwards);
  }

  @Override
  public Device device(SessionOptions options) throws LoupeException {
    ModelRuntime available = runtime.get();
    Device chosen = options.device();
    return chosen != null || available == null
        ? Subjects.super.device(options)
        : available.devices().get(0);
  }

  @Override
  public long engineMemory() {
    ModelRuntime available = runtime.get();
    return available == null ? 0 : available.memory();
  }
}
