/**
 * How windows lie to each other inside a model.
 *
 * <p>PCA, t-SNE and UMAP are computed here and not by Smile, the library that was considered:
 * release 2.6.0 needs native code for PCA and UMAP, and its t-SNE cannot be cancelled and adds up
 * in an order that depends on the number of threads.
 *
 * <p>Nothing here runs without a model runtime, and an installer can see it.
 */
@Requirement(
    namespace = "osgi.service",
    filter = "(objectClass=org.loupe.model.ModelRuntime)",
    effective = "active")
@NullMarked
package org.loupe.method.embeddings.internal;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Requirement;
