package org.loupe.batch.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.ComparisonMethod;
import org.loupe.analysis.Info;
import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.Methods;
import org.loupe.analysis.ParameterField;
import org.loupe.analysis.ParameterSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists what is installed. */
@Command(name = "methods", description = "Lists the installed methods and their parameters.")
final class MethodsCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print one JSON document.")
  boolean json;

  private final Methods methods;
  private final Console console;

  MethodsCommand(Methods methods, Console console) {
    this.methods = methods;
    this.console = console;
  }

  @Override
  public Integer call() {
    if (json) {
      ObjectNode document = JsonNodeFactory.instance.objectNode();
      ArrayNode all = document.putArray("methods");
      methods.all().forEach(method -> describe(method, all.addObject()));
      methods.comparisons().forEach(method -> describe(method, all.addObject()));
      console.out().println(Json.text(document));
    } else {
      methods.all().forEach(this::print);
      methods.comparisons().forEach(this::print);
    }
    return ExitCode.DONE;
  }

  private void print(InstalledMethod<?, ?> method) {
    Info info = method.info();
    console
        .out()
        .println(
            info.id() + (compares(method) ? " (compares checkpoints): " : ": ") + info.explains());
    console.out().print(MethodHelp.parameters(method));
  }

  private static boolean compares(InstalledMethod<?, ?> method) {
    return method instanceof ComparisonMethod<?, ?>;
  }

  private static void describe(InstalledMethod<?, ?> method, ObjectNode node) {
    Info info = method.info();
    node.put("id", info.id());
    node.put("name", info.name());
    node.put("explains", info.explains());
    node.put("limits", info.limits());
    node.put("paper", info.paper());
    node.put("version", info.version());
    node.put("bundle", method.bundle());
    node.put("compares", compares(method));
    info.suites().forEach(node.putArray("suites")::add);
    ArrayNode parameters = node.putArray("parameters");
    Map<String, @Nullable String> usual = UsualParameters.of(method);
    for (ParameterField field : ParameterSchema.fields(method.parameterType())) {
      ObjectNode parameter = parameters.addObject();
      parameter
          .put("name", field.name())
          .put("label", field.label())
          .put("help", field.help())
          .put("values", MethodHelp.values(field))
          .put("default", usual.get(field.name()));
      field.when().forEach(parameter.putArray("when")::add);
    }
  }
}
