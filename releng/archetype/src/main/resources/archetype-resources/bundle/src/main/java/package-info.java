/**
 * How many of the last time steps a prediction needs.
 *
 * <p>Nothing here runs without a model runtime, and an installer can see it.
 */
@Requirement(
    namespace = "osgi.service",
    filter = "(objectClass=org.loupe.model.ModelRuntime)",
    effective = "active")
package ${package};

import org.osgi.annotation.bundle.Requirement;
