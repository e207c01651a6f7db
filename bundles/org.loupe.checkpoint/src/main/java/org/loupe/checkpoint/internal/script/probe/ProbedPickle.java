package org.loupe.checkpoint.internal.script.probe;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Gives modules in a pickle their probes: an object with the names of the module's probes, and with
 * the switch and the recorder that all of them share.
 */
final class ProbedPickle {
  private final byte[] pickle;
  private final long memo;
  private final SortedMap<Long, Names> inserted = new TreeMap<>();

  private record Names(String path, List<String> attention) {}

  /**
   * Of a pickle.
   *
   * @param memo the largest number under which the pickle remembers a value
   */
  ProbedPickle(byte[] pickle, long memo) {
    this.pickle = pickle;
    this.memo = memo;
  }

  /**
   * Gives a module its probe.
   *
   * @param attributesEnd where its attributes end
   * @param output name of the probe of what it returns
   * @param attention names of the probes of its attention weights
   */
  void insert(long attributesEnd, String output, List<String> attention) {
    inserted.put(attributesEnd, new Names(output, attention));
  }

  byte[] bytes() {
    Operations out = new Operations();
    int at = 0;
    for (Map.Entry<Long, Names> next : inserted.entrySet()) {
      int end = Math.toIntExact(next.getKey());
      out.write(pickle, at, end - at);
      probe(out, next.getValue(), at == 0);
      at = end;
    }
    out.write(pickle, at, pickle.length - at);
    return out.toByteArray();
  }

  private void probe(Operations out, Names names, boolean first) {
    out.text(ProbeNames.ATTRIBUTE).object("Probe");
    out.text("switch");
    if (first) {
      out.object("Switch").text("on").operation(0x89).built();
    }
    out.shared(memo + 1, first);
    out.text("recorder");
    if (first) {
      out.object("Recording");
      out.text("controls").typed('}', "Dict[str, Tensor]");
      out.text("recorded").typed('}', "Dict[str, Tensor]");
      out.text("calls").typed('}', "Dict[str, int]");
      out.text("size").operation('K').operation(0);
      out.built();
    }
    out.shared(memo + 2, first);
    out.text("path").text(names.path());
    out.text("attention").list(names.attention());
    out.built();
  }

  /** Operations of a pickle, as torch writes them. */
  private static final class Operations extends ByteArrayOutputStream {

    Operations operation(int code) {
      write(code);
      return this;
    }

    Operations text(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      operation('X').number(bytes.length).writeBytes(bytes);
      return this;
    }

    Operations number(long value) {
      ByteBuffer number = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
      writeBytes(number.putInt(0, (int) value).array());
      return this;
    }

    Operations global(String module, String name) {
      operation('c').writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
      return this;
    }

    /** Begins an object of the library; its attributes follow. */
    Operations object(String type) {
      return global(ProbeNames.LIBRARY, type)
          .operation(')')
          .operation(0x81)
          .operation('}')
          .operation('(');
    }

    /** Ends an object. */
    Operations built() {
      return operation('u').operation('b');
    }

    /** Remembers the value the first time, refers to it later. */
    Operations shared(long memo, boolean first) {
      return operation(first ? 'r' : 'j').number(memo);
    }

    /** An empty container with the type of what will be in it. */
    Operations typed(int container, String type) {
      return global("torch.jit._pickle", "restore_type_tag")
          .operation(container)
          .text(type)
          .operation(0x86)
          .operation('R');
    }

    Operations list(List<String> texts) {
      global("torch.jit._pickle", "restore_type_tag").operation(']').operation('(');
      texts.forEach(this::text);
      return operation('e').text("List[str]").operation(0x86).operation('R');
    }
  }
}
