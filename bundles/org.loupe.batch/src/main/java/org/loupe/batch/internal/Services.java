package org.loupe.batch.internal;

import org.loupe.analysis.Methods;
import org.loupe.project.Projects;
import org.loupe.project.Results;
import org.loupe.project.Subjects;

/**
 * What the commands work with.
 *
 * @param projects opens files
 * @param subjects opens models
 * @param results writes results
 * @param methods the installed methods
 */
record Services(Projects projects, Subjects subjects, Results results, Methods methods) {}
