package org.loupe.batch.internal;

import org.loupe.analysis.Methods;
import org.loupe.extensions.Extensions;
import org.loupe.project.Projects;
import org.loupe.project.Recipes;
import org.loupe.project.Results;
import org.loupe.project.Subjects;
import org.loupe.project.imports.CardChecks;
import org.loupe.project.imports.Imports;
import org.loupe.report.Reports;

/**
 * What the commands work with.
 *
 * @param projects opens files
 * @param subjects opens models
 * @param results writes results
 * @param recipes reads and writes recipes
 * @param methods the installed methods
 * @param imports drafts cards and makes projects
 * @param checks runs models to check their cards
 * @param reports writes reports
 * @param extensions what is installed besides the product
 */
record Services(
    Projects projects,
    Subjects subjects,
    Results results,
    Recipes recipes,
    Methods methods,
    Imports imports,
    CardChecks checks,
    Reports reports,
    Extensions extensions) {}
