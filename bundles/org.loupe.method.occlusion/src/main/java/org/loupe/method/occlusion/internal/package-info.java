/**
 * What a prediction loses when a stretch of time of some channels is hidden.
 *
 * <p>Nothing here runs without a model runtime, and an installer can see it.
 */
@Requirement(
    namespace = "osgi.service",
    filter = "(objectClass=org.loupe.model.ModelRuntime)",
    effective = "active")
@NullMarked
package org.loupe.method.occlusion.internal;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Requirement;
