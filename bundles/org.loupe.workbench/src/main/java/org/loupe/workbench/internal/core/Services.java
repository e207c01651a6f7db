package org.loupe.workbench.internal.core;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;

import java.util.Optional;
import org.loupe.analysis.Methods;
import org.loupe.extensions.Extensions;
import org.loupe.model.ModelRuntime;
import org.loupe.project.Checkpoints;
import org.loupe.project.ProjectLocks;
import org.loupe.project.Projects;
import org.loupe.project.Results;
import org.loupe.project.Slices;
import org.loupe.project.Subjects;
import org.loupe.project.imports.CardChecks;
import org.loupe.project.imports.Imports;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What the workbench stands on. Each service may come and go at any moment, on any thread; of an
 * update the new one may come before the old one goes. What is not there is empty.
 */
@Component(service = Services.class)
public final class Services {
  private final Observed<Optional<ProjectLocks>> locks = new Observed<>(Optional.empty());
  private final Observed<Optional<Projects>> projects = new Observed<>(Optional.empty());
  private final Observed<Optional<Subjects>> subjects = new Observed<>(Optional.empty());
  private final Observed<Optional<Methods>> methods = new Observed<>(Optional.empty());
  private final Observed<Optional<ModelRuntime>> runtime = new Observed<>(Optional.empty());
  private final Observed<Optional<Imports>> imports = new Observed<>(Optional.empty());
  private final Observed<Optional<CardChecks>> checks = new Observed<>(Optional.empty());
  private final Observed<Optional<Slices>> slices = new Observed<>(Optional.empty());
  private final Observed<Optional<Checkpoints>> checkpoints = new Observed<>(Optional.empty());
  private final Observed<Optional<Extensions>> extensions = new Observed<>(Optional.empty());
  private final Observed<Optional<Results>> results = new Observed<>(Optional.empty());

  /** What keeps two windows from writing one project. */
  Observed<Optional<ProjectLocks>> locks() {
    return locks;
  }

  /** Opens projects, datasets, checkpoints and cards. */
  Observed<Optional<Projects>> projects() {
    return projects;
  }

  /** Makes what methods look at. */
  Observed<Optional<Subjects>> subjects() {
    return subjects;
  }

  /** Knows the installed methods. */
  Observed<Optional<Methods>> methods() {
    return methods;
  }

  /** Runs models. */
  Observed<Optional<ModelRuntime>> runtime() {
    return runtime;
  }

  /** Makes projects of models and data. */
  Observed<Optional<Imports>> imports() {
    return imports;
  }

  /** Checks models on data. */
  Observed<Optional<CardChecks>> checks() {
    return checks;
  }

  /** Writes the slices of projects. */
  Observed<Optional<Slices>> slices() {
    return slices;
  }

  /** Writes the checkpoints of projects. */
  Observed<Optional<Checkpoints>> checkpoints() {
    return checkpoints;
  }

  /** Changes what is installed. */
  Observed<Optional<Extensions>> extensions() {
    return extensions;
  }

  /** Reads and writes results. */
  Observed<Optional<Results>> results() {
    return results;
  }

  // Before the projects: one that is waited for is opened when they come.
  @Reference(name = "Locks", cardinality = OPTIONAL, policy = DYNAMIC, unbind = "unsetLocks")
  void setLocks(ProjectLocks service) {
    locks.set(Optional.of(service));
  }

  void unsetLocks(ProjectLocks service) {
    unset(locks, service);
  }

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, unbind = "unsetProjects")
  void setProjects(Projects service) {
    projects.set(Optional.of(service));
  }

  void unsetProjects(Projects service) {
    unset(projects, service);
  }

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, unbind = "unsetSubjects")
  void setSubjects(Subjects service) {
    subjects.set(Optional.of(service));
  }

  void unsetSubjects(Subjects service) {
    unset(subjects, service);
  }

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, unbind = "unsetMethods")
  void setMethods(Methods service) {
    methods.set(Optional.of(service));
  }

  void unsetMethods(Methods service) {
    unset(methods, service);
  }

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, unbind = "unsetRuntime")
  void setRuntime(ModelRuntime service) {
    runtime.set(Optional.of(service));
  }

  void unsetRuntime(ModelRuntime service) {
    unset(runtime, service);
  }

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, unbind = "unsetImports")
  void setImports(Imports service) {
    imports.set(Optional.of(service));
  }

  void unsetImports(Imports service) {
    unset(imports, service);
  }

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, unbind = "unsetChecks")
  void setChecks(CardChecks service) {
    checks.set(Optional.of(service));
  }

  void unsetChecks(CardChecks service) {
    unset(checks, service);
  }

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, unbind = "unsetSlices")
  void setSlices(Slices service) {
    slices.set(Optional.of(service));
  }

  void unsetSlices(Slices service) {
    unset(slices, service);
  }

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, unbind = "unsetCheckpoints")
  void setCheckpoints(Checkpoints service) {
    checkpoints.set(Optional.of(service));
  }

  void unsetCheckpoints(Checkpoints service) {
    unset(checkpoints, service);
  }

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, unbind = "unsetExtensions")
  void setExtensions(Extensions service) {
    extensions.set(Optional.of(service));
  }

  void unsetExtensions(Extensions service) {
    unset(extensions, service);
  }

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, unbind = "unsetResults")
  void setResults(Results service) {
    results.set(Optional.of(service));
  }

  void unsetResults(Results service) {
    unset(results, service);
  }

  private static <S> void unset(Observed<Optional<S>> held, S service) {
    held.update(old -> old.filter(present -> present != service));
  }
}
