package org.loupe.extensions.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.IdentityNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.resource.Capability;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;

/** Says in words what a requirement asks for that nothing provides. */
final class Requirements {
  private static final Map<String, String> VERSION_ATTRIBUTES =
      Map.of(
          "osgi.wiring.bundle", "bundle-version",
          "osgi.wiring.host", "bundle-version");
  private static final Map<String, String> NOUNS =
      Map.of(
          "osgi.wiring.bundle", "the bundle ",
          "osgi.wiring.host", "the bundle ",
          "osgi.identity", "the bundle ",
          "osgi.extender", "the extender ",
          "osgi.service", "a service ");

  private Requirements() {}

  /** {@code org.example.method needs org.loupe.analysis 2, this is 1.3.}. */
  static String unmet(String who, Requirement requirement, Collection<? extends Resource> all) {
    String namespace = requirement.getNamespace();
    String filter = filter(requirement);
    String needs = who + " needs " + wanted(requirement);
    if (isJava(requirement)) {
      return needs + ", this is " + Runtime.version().feature() + ".";
    }
    String attribute = VERSION_ATTRIBUTES.getOrDefault(namespace, "version");
    List<Version> present = versions(all, namespace, key(namespace), named(requirement), attribute);
    if (present.isEmpty()) {
      return needs + ", which nothing here provides.";
    }
    return needs
        + (range(filter, attribute).isEmpty() ? " in another form" : "")
        + ", this is "
        + present.stream().map(Requirements::plain).collect(Collectors.joining(" and "))
        + ".";
  }

  /** What a resource cannot do without, each said once: {@code org.loupe.analysis 1.3}. */
  static List<String> of(Resource resource) {
    return resource.getRequirements(null).stream()
        .filter(each -> !"optional".equals(each.getDirectives().get("resolution")))
        .map(Requirements::wanted)
        .distinct()
        .sorted()
        .toList();
  }

  private static String wanted(Requirement requirement) {
    String namespace = requirement.getNamespace();
    if (isJava(requirement)) {
      return "Java " + value(filter(requirement), "version", "=").orElse("of another kind");
    }
    return NOUNS.getOrDefault(namespace, packageOrOther(namespace))
        + named(requirement)
        + range(filter(requirement), VERSION_ATTRIBUTES.getOrDefault(namespace, "version"));
  }

  private static boolean isJava(Requirement requirement) {
    return requirement
        .getNamespace()
        .equals(ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE);
  }

  private static String filter(Requirement requirement) {
    return requirement.getDirectives().getOrDefault("filter", "");
  }

  private static String key(String namespace) {
    return namespace.equals("osgi.service") ? "objectClass" : namespace;
  }

  private static String named(Requirement requirement) {
    return value(filter(requirement), key(requirement.getNamespace()), "=")
        .orElse(filter(requirement));
  }

  private static String packageOrOther(String namespace) {
    return namespace.equals(PackageNamespace.PACKAGE_NAMESPACE) ? "" : namespace + " ";
  }

  private static List<Version> versions(
      Collection<? extends Resource> all,
      String namespace,
      String key,
      String name,
      String attribute) {
    return all.stream()
        .flatMap(resource -> resource.getCapabilities(namespace).stream())
        .map(Capability::getAttributes)
        .filter(attributes -> name.equals(String.valueOf(attributes.get(key))))
        .flatMap(attributes -> Stream.ofNullable(attributes.get(attribute)))
        .map(BundleFile::version)
        .distinct()
        .sorted(Comparator.reverseOrder())
        .limit(3)
        .toList();
  }

  /** {@code " 2"}, {@code " 1.2 to below 2"} or nothing. */
  private static String range(String filter, String attribute) {
    Optional<String> low = value(filter, attribute, ">=");
    Matcher below =
        Pattern.compile(
                "\\(!\\("
                    + Pattern.quote(attribute)
                    + ">=([^()]*)\\)\\)|\\("
                    + Pattern.quote(attribute)
                    + "<([^()=]*)\\)")
            .matcher(filter);
    Optional<String> high =
        below.find()
            ? Optional.of(below.group(1) == null ? below.group(2) : below.group(1))
            : Optional.empty();
    if (low.isEmpty()) {
      return high.map(version -> " below " + plain(BundleFile.version(version))).orElse("");
    }
    Version least = BundleFile.version(low.get());
    boolean usual =
        high.map(BundleFile::version)
            .map(most -> most.equals(new Version(least.getMajor() + 1, 0, 0)))
            .orElse(true);
    return " "
        + plain(least)
        + (usual
            ? ""
            : " to below " + high.map(BundleFile::version).map(Requirements::plain).orElse(""));
  }

  private static Optional<String> value(String filter, String key, String operator) {
    Matcher matcher =
        Pattern.compile("\\(" + Pattern.quote(key) + operator + "([^()]*)\\)").matcher(filter);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** Without zeros at the end: {@code 2}, {@code 1.3}. */
  static String plain(Version version) {
    String text = version.getMajor() + "." + version.getMinor() + "." + version.getMicro();
    text = text.replaceFirst("(\\.0){1,2}$", "");
    return version.getQualifier().isEmpty() ? text : version.toString();
  }

  /** The name of a bundle or another resource. */
  static String name(Resource resource) {
    return resource.getCapabilities(IdentityNamespace.IDENTITY_NAMESPACE).stream()
        .map(each -> each.getAttributes().get(IdentityNamespace.IDENTITY_NAMESPACE))
        .map(String::valueOf)
        .findFirst()
        .orElse("a resource without a name");
  }
}
