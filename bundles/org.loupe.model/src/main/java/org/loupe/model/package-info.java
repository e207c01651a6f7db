/**
 * The vocabulary that every part of Loupe shares: tensors with named axes, model cards, datasets,
 * and the service that runs models.
 *
 * <p>Nothing here knows an engine, a file format or a user interface, and nothing here needs more
 * than the JDK. All records are immutable; the arrays inside tensors are shared, never copied, and
 * must not be written to after they were handed out.
 */
@Export
@Version("1.1.0")
@NullMarked
package org.loupe.model;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
