package org.loupe.extensions.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Asks Declarative Services whether the components of bundles are up. */
final class Components {
  private static final long PAUSE_MILLIS = 50;

  private final ServiceComponentRuntime runtime;

  Components(ServiceComponentRuntime runtime) {
    this.runtime = runtime;
  }

  /**
   * What keeps components from being used, one sentence each; waits a while for services that come
   * late.
   */
  List<String> problems(Collection<Bundle> bundles, long patienceMillis) {
    long end = System.nanoTime() + patienceMillis * 1_000_000;
    List<String> problems = problems(bundles);
    try {
      while (!problems.isEmpty() && System.nanoTime() - end < 0) {
        Thread.sleep(PAUSE_MILLIS);
        problems = problems(bundles);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return problems;
  }

  private List<String> problems(Collection<Bundle> bundles) {
    List<String> problems = new ArrayList<>();
    for (ComponentDescriptionDTO component :
        runtime.getComponentDescriptionDTOs(bundles.toArray(Bundle[]::new))) {
      if (runtime.isComponentEnabled(component)) {
        for (ComponentConfigurationDTO configuration :
            runtime.getComponentConfigurationDTOs(component)) {
          problem(component, configuration, problems);
        }
      }
    }
    return problems;
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
