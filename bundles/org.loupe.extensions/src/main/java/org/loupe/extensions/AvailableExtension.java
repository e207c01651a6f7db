package org.loupe.extensions;

import org.jspecify.annotations.Nullable;

/**
 * An extension that a repository offers.
 *
 * @param id by which it can be installed
 * @param name for people
 * @param version the newest that is offered
 * @param description one sentence, where there is one
 * @param licence as it stands there
 * @param size bytes of its own file, without what it needs; 0 where it is not known
 * @param repository the address of the index
 * @param installed the version that is installed, null where none is
 */
public record AvailableExtension(
    String id,
    String name,
    String version,
    @Nullable String description,
    @Nullable String licence,
    long size,
    String repository,
    @Nullable String installed) {}
