/**
 * Liquid networks over time: importance of channels and time spans per step, and how outputs change
 * with the spans. Analyzers and views.
 *
 * <p>Nothing here runs without a model runtime, and an installer can see it.
 */
@Requirement(
    namespace = "osgi.service",
    filter = "(objectClass=org.loupe.model.ModelRuntime)",
    effective = "active")
@NullMarked
package org.loupe.method.temporal.internal;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Requirement;
