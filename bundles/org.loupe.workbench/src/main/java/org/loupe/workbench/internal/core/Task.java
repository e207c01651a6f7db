package org.loupe.workbench.internal.core;

/** Something that takes its time, as the status line shows it. */
public interface Task {
  /** By which widgets of it are told apart. */
  String id();

  /** For people: 'Saliency, late'. */
  String name();

  /** Where it stands. */
  Observed<RunState> state();
}
