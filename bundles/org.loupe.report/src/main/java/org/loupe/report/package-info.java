/**
 * Stored results as one HTML file without outside references: findings, figures, tables, and how to
 * compute them again.
 */
@Export
@Version("1.1.0")
@NullMarked
package org.loupe.report;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
