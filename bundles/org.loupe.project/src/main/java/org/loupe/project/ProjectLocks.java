package org.loupe.project;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The service that lets one window at a time change a project. Who only reads a project needs no
 * lock. Who only adds results needs none either: each result's folder appears whole or not at all,
 * so that commands may compute beside an open window. Thread-safe; every call writes a file.
 */
@ProviderType
public interface ProjectLocks {

  /**
   * Takes a project, without waiting. The operating system forgets who held it when a process ends,
   * however it ends.
   *
   * @param folder the project's
   */
  Claim take(Path folder);

  /** What came of it. */
  @ProviderType
  sealed interface Claim permits Held, Occupied, Unwritable {}

  /** The project may be changed until this is closed. */
  @ProviderType
  non-sealed interface Held extends Claim, AutoCloseable {
    /** Lets others take it; a second call does nothing. */
    @Override
    void close();
  }

  /**
   * Somebody else holds it.
   *
   * @param holder for people: 'process 4711 on ada, since 2026-11-26 19:48'
   */
  record Occupied(String holder) implements Claim {}

  /**
   * The project's folder cannot be written, so that nobody can change it.
   *
   * @param reason for people
   */
  record Unwritable(String reason) implements Claim {}
}
