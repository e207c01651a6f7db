package org.loupe.extensions.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Asks Declarative Services whether the components of bundles are up. */
final class Components {
  private static final long PAUSE_MILLIS = 50;

  private final BundleContext context;
  private final ServiceComponentRuntime runtime;

  Components(BundleContext context, ServiceComponentRuntime runtime) {
    this.context = context;
    this.runtime = runtime;
  }

  /**
   * What keeps components from being used, one sentence each; waits a while for services that come
   * late.
   */
  List<String> problems(Collection<Bundle> bundles, long patienceMillis) {
    long end = System.nanoTime() + patienceMillis * 1_000_000;
    try {
      while (isWaiting(bundles) && System.nanoTime() - end < 0) {
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<String> problems = new ArrayList<>();
    for (ComponentDescriptionDTO component : enabled(bundles)) {
      for (ComponentConfigurationDTO each : runtime.getComponentConfigurationDTOs(component)) {
        problem(component, each, problems);
        if (each.state == ComponentConfigurationDTO.SATISFIED) {
          problems.addAll(unmade(component, bundles));
        }
      }
    }
    return problems;
  }

  private boolean isWaiting(Collection<Bundle> bundles) {
    return enabled(bundles).stream()
        .flatMap(component -> runtime.getComponentConfigurationDTOs(component).stream())
        .anyMatch(each -> each.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE);
  }

  private List<ComponentDescriptionDTO> enabled(Collection<Bundle> bundles) {
    return runtime.getComponentDescriptionDTOs(bundles.toArray(Bundle[]::new)).stream()
        .filter(runtime::isComponentEnabled)
        .toList();
  }

  /** Components are made when somebody first wants them; so it shows whether they can be. */
  private List<String> unmade(ComponentDescriptionDTO component, Collection<Bundle> bundles) {
    String problem = "its component " + component.name + " cannot be made; the log says why";
    if (component.serviceInterfaces.length == 0) {
      return component.immediate ? List.of(problem) : List.of();
    }
    return bundles.stream()
            .filter(bundle -> bundle.getRegisteredServices() != null)
            .flatMap(bundle -> Arrays.stream(bundle.getRegisteredServices()))
            .filter(service -> component.name.equals(service.getProperty("component.name")))
            .allMatch(this::isMade)
        ? List.of()
        : List.of(problem);
  }

  private boolean isMade(ServiceReference<?> service) {
    boolean made = context.getService(service) != null;
    context.ungetService(service);
    return made;
  }

  private static void problem(
      ComponentDescriptionDTO component,
      ComponentConfigurationDTO configuration,
      List<String> problems) {
    String who = "its component " + component.name;
    switch (configuration.state) {
      case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION ->
          problems.add(who + " waits for a configuration that nobody gives");
      case ComponentConfigurationDTO.UNSATISFIED_REFERENCE ->
          problems.add(who + " waits for " + services(component, configuration));
      case ComponentConfigurationDTO.FAILED_ACTIVATION ->
          problems.add(
              who
                  + " fails: "
                  + String.valueOf(configuration.failure).lines().findFirst().orElse("no reason"));
      default -> {
        // It is in use, or will be as soon as somebody wants it.
      }
    }
  }

  private static String services(
      ComponentDescriptionDTO component, ComponentConfigurationDTO configuration) {
    return Arrays.stream(configuration.unsatisfiedReferences)
        .map(
            unsatisfied ->
                Arrays.stream(component.references)
                    .filter(reference -> reference.name.equals(unsatisfied.name))
                    .map(reference -> reference.interfaceName)
                    .findFirst()
                    .orElse(unsatisfied.name))
        .collect(Collectors.joining(", ", "a service ", " that nobody provides"));
  }
}
