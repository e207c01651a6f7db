package org.loupe.checks;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules of the layers; an arrow may only point down. */
@DisplayName("Layers")
class LayerRulesTest {
  private static final String[] ENGINE = {"ai.djl.."};
  private static final String[] WIDGETS = {
    "org.eclipse.swt..", "org.eclipse.jface..", "org.eclipse.e4..", "org.eclipse.ui.."
  };
  private static final Set<String> ON_SCREEN = Set.of("org.loupe.plots.swt", "org.loupe.workbench");

  /** The bundles of the API, with what each may use of ours. */
  private static final Map<String, List<String>> API =
      Map.of(
          "org.loupe.model", List.of("org.loupe.model"),
          "org.loupe.plots", List.of("org.loupe.plots", "org.loupe.model"),
          "org.loupe.analysis",
              List.of("org.loupe.analysis", "org.loupe.plots", "org.loupe.model"));

  /** The services, with the packages of ours below them; what else they need is their own. */
  private static final Map<String, List<String>> SERVICES =
      Map.of(
          "org.loupe.checkpoint", List.of("org.loupe.checkpoint", "org.loupe.model"),
          "org.loupe.runtime",
              List.of("org.loupe.runtime", "org.loupe.checkpoint", "org.loupe.model"),
          "org.loupe.extensions", List.of("org.loupe.extensions", "org.loupe.model"),
          "org.loupe.report",
              List.of(
                  "org.loupe.report",
                  "org.loupe.project",
                  "org.loupe.analysis",
                  "org.loupe.plots",
                  "org.loupe.model"),
          "org.loupe.project",
              List.of(
                  "org.loupe.project",
                  "org.loupe.checkpoint",
                  "org.loupe.analysis",
                  "org.loupe.plots",
                  "org.loupe.model"));

  /** What a family of models may use of ours, besides itself. */
  private static final List<String> FAMILY =
      List.of("org.loupe.family", "org.loupe.project", "org.loupe.checkpoint", "org.loupe.model");

  /** Where the registry of methods asks the framework who registered a service. */
  private static final String REGISTRY = "org.loupe.analysis.internal";

  private static final DescribedPredicate<JavaClass> ASKED =
      describe(
          "are what the registry asks",
          type ->
              Set.of("org.osgi.framework.ServiceReference", "org.osgi.framework.Bundle")
                  .contains(type.getName()));

  private static final DescribedPredicate<JavaClass> OURS =
      describe(
          "are ours", type -> within(type.getBaseComponentType().getPackageName(), "org.loupe"));

  private static final List<String> ANNOTATIONS =
      List.of("org.osgi.annotation", "org.osgi.service.component.annotations", "org.jspecify");

  @TestFactory
  @DisplayName("hold in every bundle")
  Stream<DynamicTest> everyBundle() {
    return SourceTree.bundles().stream()
        .map(
            bundle ->
                DynamicTest.dynamicTest(
                    bundle,
                    () -> {
                      JavaClasses classes = SourceTree.classes(bundle);
                      assertThat(classes).as("compiled classes").isNotEmpty();
                      rules(bundle).forEach(rule -> rule.allowEmptyShould(true).check(classes));
                    }));
  }

  @Test
  @DisplayName("are checked on real classes")
  void classesAreFound() {
    assertThat(SourceTree.bundles()).contains("org.loupe.model", "org.loupe.runtime");
    assertThat(SourceTree.classes("org.loupe.model")).isNotEmpty();
  }

  private static List<ArchRule> rules(String bundle) {
    List<ArchRule> rules = new ArrayList<>();
    if (!bundle.equals("org.loupe.runtime")) {
      rules.add(
          noClasses()
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(ENGINE)
              .because("only org.loupe.runtime knows the engine"));
    }
    if (!ON_SCREEN.contains(bundle)) {
      rules.add(
          noClasses()
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(WIDGETS)
              .because("everything but the workbench runs without a display"));
    }
    if (!bundle.equals("org.loupe.batch")) {
      rules.add(
          noClasses()
              .that(OURS)
              .should()
              .accessField(System.class, "out")
              .orShould()
              .accessField(System.class, "err")
              .because("the terminal belongs to the commands; log instead"));
    }
    if (API.containsKey(bundle)) {
      rules.add(
          noClasses()
              .that()
              .resideOutsideOfPackage(REGISTRY)
              .should()
              .dependOnClassesThat(isOutside(API.get(bundle)))
              .because("the API needs nothing but the JDK"));
      rules.add(
          noClasses()
              .should()
              .dependOnClassesThat(isOutside(API.get(bundle)).and(not(ASKED)))
              .because("the registry asks the framework for a bundle's name and nothing else"));
    }
    if (SERVICES.containsKey(bundle)) {
      rules.add(
          noClasses()
              .should()
              .dependOnClassesThat(OURS.and(isOutside(SERVICES.get(bundle))))
              .because("an arrow may only point down"));
    }
    if (bundle.startsWith("org.loupe.family.")) {
      rules.add(
          noClasses()
              .should()
              .dependOnClassesThat(OURS.and(isOutside(FAMILY)))
              .because("a family of models writes archives and knows no engine, method or window"));
    }
    if (bundle.startsWith("org.loupe.method.")) {
      rules.add(
          only(
              Stream.concat(Stream.of(bundle), API.keySet().stream()).toList(),
              "a method knows the API and nothing else"));
    }
    return rules;
  }

  private static ArchRule only(List<String> ours, String reason) {
    return noClasses().should().dependOnClassesThat(isOutside(ours)).because(reason);
  }

  private static DescribedPredicate<JavaClass> isOutside(List<String> ours) {
    return describe(
        "are outside the JDK and " + ours,
        type -> {
          String name = type.getBaseComponentType().getPackageName();
          boolean jdk = name.isEmpty() || name.startsWith("java.") || name.startsWith("javax.");
          boolean plotsOnSwt = within(name, "org.loupe.plots.swt");
          boolean allowed =
              Stream.concat(ours.stream(), ANNOTATIONS.stream()).anyMatch(p -> within(name, p));
          return !jdk && (!allowed || plotsOnSwt);
        });
  }

  private static boolean within(String name, String prefix) {
    return name.equals(prefix) || name.startsWith(prefix + '.');
  }
}
