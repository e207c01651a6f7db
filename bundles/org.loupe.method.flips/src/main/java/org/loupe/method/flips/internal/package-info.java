/**
 * What checkpoints predict otherwise than a baseline.
 *
 * <p>Nothing here runs without a model runtime, and an installer can see it.
 */
@Requirement(
    namespace = "osgi.service",
    filter = "(objectClass=org.loupe.model.ModelRuntime)",
    effective = "active")
@NullMarked
package org.loupe.method.flips.internal;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Requirement;
