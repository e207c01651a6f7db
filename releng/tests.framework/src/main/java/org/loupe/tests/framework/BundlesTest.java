package org.loupe.tests.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.junit5.context.BundleContextExtension;

@DisplayName("The framework")
@ExtendWith(BundleContextExtension.class)
class BundlesTest {
  @InjectBundleContext BundleContext context;

  private List<Bundle> loupe() {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> bundle.getSymbolicName().startsWith("org.loupe."))
        .toList();
  }

  @Test
  @DisplayName("is Felix")
  void isFelix() {
    Bundle system = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
    assertThat(system.getSymbolicName()).isEqualTo("org.apache.felix.framework");
  }

  @Test
  @DisplayName("runs Declarative Services")
  void componentsAreFound() {
    assertThat(context.getBundles())
        .filteredOn(bundle -> bundle.getSymbolicName().equals("org.apache.felix.scr"))
        .singleElement()
        .extracting(Bundle::getState)
        .isEqualTo(Bundle.ACTIVE);
  }

  @Test
  @DisplayName("has resolved and started every bundle of ours")
  void everyBundleRuns() {
    assertThat(loupe())
        .extracting(Bundle::getSymbolicName)
        .contains("org.loupe.model", "org.loupe.analysis", "org.loupe.runtime", "org.loupe.batch");
    assertThat(loupe())
        .allSatisfy(
            bundle -> {
              boolean fragment = bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null;
              assertThat(bundle.getState())
                  .as(bundle.getSymbolicName())
                  .isEqualTo(fragment ? Bundle.RESOLVED : Bundle.ACTIVE);
            });
  }
}
