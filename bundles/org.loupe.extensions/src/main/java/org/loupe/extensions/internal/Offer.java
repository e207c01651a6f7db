package org.loupe.extensions.internal;

/**
 * A bundle that could be installed.
 *
 * @param identity who it is
 * @param content where its file is
 */
record Offer(Identity identity, Content content) {}
