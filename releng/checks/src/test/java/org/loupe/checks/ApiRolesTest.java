package org.loupe.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Whoever changes an API must know who implements it: only then does the version say what bundles
 * have to fear.
 */
@DisplayName("Types of exported packages that can be implemented")
class ApiRolesTest {
  private static final String VERSION = "org.osgi.annotation.versioning.Version";
  private static final List<String> ROLES =
      List.of(
          "org.osgi.annotation.versioning.ProviderType",
          "org.osgi.annotation.versioning.ConsumerType");

  @TestFactory
  @DisplayName("say who does: @ProviderType or @ConsumerType")
  Stream<DynamicTest> everyBundle() {
    return SourceTree.bundles().stream()
        .map(
            bundle ->
                DynamicTest.dynamicTest(
                    bundle,
                    () ->
                        assertThat(SourceTree.classes(bundle))
                            .filteredOn(type -> type.getPackage().isAnnotatedWith(VERSION))
                            .filteredOn(ApiRolesTest::canBeImplemented)
                            .filteredOn(type -> ROLES.stream().noneMatch(type::isAnnotatedWith))
                            .extracting(JavaClass::getName)
                            .isEmpty()));
  }

  private static boolean canBeImplemented(JavaClass type) {
    boolean visible =
        type.getModifiers().contains(JavaModifier.PUBLIC)
            && type.getEnclosingClass().map(ApiRolesTest::isVisible).orElse(true);
    return visible
        && !type.isAnnotation()
        && !type.isEnum()
        && !type.getModifiers().contains(JavaModifier.FINAL);
  }

  private static boolean isVisible(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC);
  }
}
