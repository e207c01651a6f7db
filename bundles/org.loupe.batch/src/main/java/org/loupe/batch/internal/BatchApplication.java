package org.loupe.batch.internal;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.loupe.analysis.Methods;
import org.loupe.extensions.Extensions;
import org.loupe.project.Projects;
import org.loupe.project.Recipes;
import org.loupe.project.Results;
import org.loupe.project.Subjects;
import org.loupe.project.imports.CardChecks;
import org.loupe.project.imports.Imports;
import org.loupe.report.Reports;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the launcher calls for every command line that does not open the window. */
@Component(service = Callable.class, property = "loupe.application=batch")
public final class BatchApplication implements Callable<Integer> {
  private final List<String> arguments;
  private final Services services;
  private final String version;

  /** Takes the services as the framework has them. */
  @Activate
  public BatchApplication(
      BundleContext context,
      @Reference(target = "(loupe.arguments=true)") Supplier<List<String>> arguments,
      @Reference Projects projects,
      @Reference Subjects subjects,
      @Reference Results results,
      @Reference Recipes recipes,
      @Reference Methods methods,
      @Reference Imports imports,
      @Reference CardChecks checks,
      @Reference Reports reports,
      @Reference Extensions extensions) {
    this.arguments = arguments.get();
    this.services =
        new Services(
            projects, subjects, results, recipes, methods, imports, checks, reports, extensions);
    this.version = Objects.requireNonNullElse(context.getProperty("loupe.version"), "development");
  }

  @Override
  public Integer call() {
    try (Interruption interruption = Interruption.install()) {
      return new Commands(services, Console.system(), interruption::isRequested, version)
          .run(arguments);
    }
  }
}
