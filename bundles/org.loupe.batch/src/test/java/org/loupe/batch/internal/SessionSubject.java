package org.loupe.batch.internal;

import org.loupe.analysis.DelegatingSubject;
import org.loupe.project.Subjects.OpenSubject;
import org.loupe.testkit.FakeSubject;

/**
 * A session on windows, closed with its subject.
 *
 * @param subject what it is
 */
record SessionSubject(FakeSubject subject) implements OpenSubject, DelegatingSubject {

  @Override
  public void close() {
    subject.session().close();
  }
}
