package org.loupe.workbench.internal.core;

/**
 * What a thread computes with; another thread needs another.
 *
 * @param sessions open models, which stay with the thread
 * @param execution computes
 * @param rehearsal measures
 */
record Lane(SessionPool sessions, Execution execution, Rehearsal rehearsal) {}
