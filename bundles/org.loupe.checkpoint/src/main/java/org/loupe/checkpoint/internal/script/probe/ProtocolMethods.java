package org.loupe.checkpoint.internal.script.probe;

import java.util.ArrayList;
import java.util.List;
import org.loupe.checkpoint.ProbeProtocol;
import org.loupe.checkpoint.internal.script.source.ClassDef;
import org.loupe.checkpoint.internal.script.source.FunctionDef;
import org.loupe.checkpoint.internal.script.source.Parameter;

/** The methods of the model by which its probes are spoken with. */
final class ProtocolMethods {
  private static final String SELF = "self";
  private static final String CONTROLS = "controls";
  private static final String TENSORS = "Dict[str, Tensor]";

  private ProtocolMethods() {}

  /** Adds them to the model's class. */
  static void addTo(ScriptSources sources, String model) {
    ClassDef type = sources.type(model).orElseThrow();
    Parameter self = new Parameter(SELF, model, null);
    Parameter controls = new Parameter(CONTROLS, TENSORS, null);
    List<FunctionDef> methods = new ArrayList<>(type.methods());
    methods.add(
        new FunctionDef(
            ProbeProtocol.ARM,
            List.of(self, controls),
            "NoneType",
            List.of("    _0 = " + ProbeNames.call("arm", SELF, CONTROLS), "    return None")));
    methods.add(
        new FunctionDef(
            ProbeProtocol.DISARM,
            List.of(self),
            "NoneType",
            List.of("    _0 = " + ProbeNames.call("disarm", SELF), "    return None")));
    methods.add(
        new FunctionDef(
            ProbeProtocol.VALUES,
            List.of(self),
            TENSORS,
            List.of("    return " + ProbeNames.call("values", SELF))));
    sources.put(model, type.withMethods(methods));
  }
}
