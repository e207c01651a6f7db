/**
 * The contracts between analysis methods and the programs that offer them.
 *
 * <p>A method bundle registers an {@link org.loupe.analysis.Analyzer} and an {@link
 * org.loupe.analysis.AnalysisView} as OSGi services. The workbench, the command line and the report
 * find them through {@link org.loupe.analysis.Methods}; nobody knows a method by name. Data flow
 * one way: subject and parameters go into the analyzer, its result goes into the view, the view's
 * figures are painted or written.
 */
@Export
@Version("1.2.0")
@NullMarked
package org.loupe.analysis;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
