package org.loupe.batch.internal;

import org.loupe.analysis.DelegatingSubject;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelException;
import org.loupe.model.ModelSession;
import org.loupe.project.Subjects.OpenSubject;
import org.loupe.testkit.FakeSubject;

/**
 * A session on windows, closed with its subject.
 *
 * @param subject what it is
 * @param broken whether the engine refuses the model
 */
record SessionSubject(FakeSubject subject, boolean broken)
    implements OpenSubject, DelegatingSubject {

  /** Of a model that can be loaded. */
  SessionSubject(FakeSubject subject) {
    this(subject, false);
  }

  @Override
  public ModelSession session() throws LoupeException {
    if (broken) {
      throw new ModelException("The engine cannot load '" + subject.checkpoint().name() + "'.");
    }
    return subject.session();
  }

  @Override
  public void close() {
    subject.session().close();
  }
}
