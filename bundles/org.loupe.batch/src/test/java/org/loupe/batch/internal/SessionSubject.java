package org.loupe.batch.internal;

import java.util.Collection;
import org.loupe.analysis.Decoding;
import org.loupe.model.BatchSource;
import org.loupe.model.Checkpoint;
import org.loupe.model.ModelSession;
import org.loupe.model.Windows;
import org.loupe.project.Subjects.OpenSubject;
import org.loupe.testkit.FakeSubject;

/**
 * A session on windows, closed with its subject.
 *
 * @param subject what it is
 */
record SessionSubject(FakeSubject subject) implements OpenSubject {
  @Override
  public Checkpoint checkpoint() {
    return subject.checkpoint();
  }

  @Override
  public Windows windows() {
    return subject.windows();
  }

  @Override
  public long seed() {
    return subject.seed();
  }

  @Override
  public ModelSession session() {
    return subject.session();
  }

  @Override
  public BatchSource inputs(Decoding decoding, Collection<String> targets) {
    return subject.inputs(decoding, targets);
  }

  @Override
  public void close() {
    subject.session().close();
  }
}
