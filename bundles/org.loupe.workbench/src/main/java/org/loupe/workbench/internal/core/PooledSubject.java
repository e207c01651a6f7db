package org.loupe.workbench.internal.core;

import org.loupe.analysis.DelegatingSubject;
import org.loupe.analysis.Forwards;
import org.loupe.analysis.Subject;
import org.loupe.model.ModelSession;

/**
 * A subject whose session belongs to the pool, not to the subject.
 *
 * @param subject everything but the session
 * @param session the pool's
 * @param forwards what it shares with others
 */
record PooledSubject(Subject subject, ModelSession session, Forwards forwards)
    implements DelegatingSubject {}
