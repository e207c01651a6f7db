package org.loupe.batch.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.Methods;
import org.loupe.analysis.Parameter;
import org.loupe.analysis.ParameterField;
import org.loupe.analysis.ParameterSchema;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Describes methods and their parameters. */
final class MethodHelp {
  /** What is left of a line beside a parameter's name. */
  private static final int WIDTH = 80;

  private static final String SECTION = "methodParameters";

  private MethodHelp() {}

  /** Lets the help of a command end with the chosen method's parameters. */
  static void addTo(
      CommandLine line,
      RequestOptions request,
      Supplier<? extends List<? extends InstalledMethod<?, ?>>> methods) {
    List<String> sections = new ArrayList<>(line.getHelpSectionKeys());
    sections.add(sections.indexOf(UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST_HEADING), SECTION);
    line.setHelpSectionKeys(sections);
    line.getHelpSectionMap()
        .put(
            SECTION,
            help ->
                methods.get().stream()
                    .filter(method -> method.info().id().equals(request.method))
                    .findFirst()
                    .map(
                        method ->
                            "%nParameters of %s:%n".formatted(request.method) + parameters(method))
                    .orElseGet(() -> installed(methods.get())));
  }

  /** Says that a method of one checkpoint is not there, and which are. */
  static String unknown(String id, Methods methods) {
    return methods.findComparison(id).isPresent()
        ? "Method '" + id + "' compares several checkpoints; use 'loupe compare'"
        : unknown(id, methods.all());
  }

  /** Says that none of these methods has the id. */
  static String unknown(String id, List<? extends InstalledMethod<?, ?>> methods) {
    List<String> ids = methods.stream().map(method -> method.info().id()).toList();
    return "There is no method '"
        + id
        + "'; "
        + (ids.isEmpty() ? "none is installed" : "installed are " + String.join(", ", ids));
  }

  private static String installed(List<? extends InstalledMethod<?, ?>> methods) {
    StringBuilder text = new StringBuilder("%nMethods:%n".formatted());
    for (InstalledMethod<?, ?> method : methods) {
      text.append("  %s: %s%n".formatted(method.info().id(), method.info().explains()));
    }
    return text.append("'--method ID --help' lists a method's parameters.%n".formatted())
        .toString();
  }

  /** One line per parameter. */
  static String parameters(InstalledMethod<?, ?> method) {
    StringBuilder text = new StringBuilder();
    Map<String, @Nullable String> usual = UsualParameters.of(method);
    for (ParameterField field : ParameterSchema.fields(method.parameterType())) {
      String name = field.name();
      for (String line :
          lines(field.help() + when(field) + "\n" + values(field) + usual(field, usual))) {
        text.append("  %-16s %s%n".formatted(name, line));
        name = "";
      }
    }
    return text.toString();
  }

  private static String when(ParameterField field) {
    return field.when().isEmpty()
        ? ""
        : " Only with "
            + String.join(" and ", field.when().stream().map(MethodHelp::condition).toList())
            + ".";
  }

  private static String condition(String condition) {
    return condition.replace(",", " or ");
  }

  private static String usual(ParameterField field, Map<String, @Nullable String> usual) {
    if (!usual.containsKey(field.name())) {
      return "";
    }
    String value = usual.get(field.name());
    return "; default: "
        + (value == null ? "depends on the model card" : value.isEmpty() ? "none" : value);
  }

  /** Breaks text between words. */
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    for (String paragraph : text.split("\n")) {
      StringBuilder line = new StringBuilder();
      for (String word : paragraph.split(" ")) {
        if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
          lines.add(line.toString());
          line.setLength(0);
        }
        line.append(line.isEmpty() ? "" : " ").append(word);
      }
      lines.add(line.toString());
    }
    return lines;
  }

  /** What a parameter may be, in words. */
  static String values(ParameterField field) {
    if (field.type().isEnum()) {
      return String.join(", ", field.constants());
    } else if (field.type() == String.class) {
      return choices(field.choices());
    } else if (field.type() == boolean.class) {
      return "true, false";
    }
    String kind = field.type() == double.class ? "a number" : "a whole number";
    return kind + bound(" of at least ", field.min()) + bound(" up to ", field.max());
  }

  private static String bound(String words, double bound) {
    return Double.isInfinite(bound)
        ? ""
        : words + (bound == Math.rint(bound) ? String.format(Locale.ROOT, "%.0f", bound) : bound);
  }

  private static String choices(Parameter.Choices choices) {
    return switch (choices) {
      case FREE -> "text";
      case PREDICTION_HEADS -> "a prediction head of the card";
      case CLASSES -> "predicted, true, or a class of the prediction head";
      case STEPS -> "all, or an index";
      case EXPLAINED_INPUTS -> "an input that the card lists under 'explain'";
    };
  }
}
