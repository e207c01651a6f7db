package org.loupe.extensions.internal;

import java.util.List;

/**
 * What a person wants to install.
 *
 * @param id of the extension
 * @param name for people
 * @param source where it comes from
 * @param wanted the bundles that are installed in any case
 * @param available what else can be installed where these need it
 */
record Selection(
    String id,
    String name,
    String version,
    String source,
    List<Offer> wanted,
    List<Offer> available) {}
