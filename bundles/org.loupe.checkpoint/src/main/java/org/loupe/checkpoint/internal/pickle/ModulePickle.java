package org.loupe.checkpoint.internal.pickle;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.loupe.checkpoint.ScriptModule;
import org.loupe.checkpoint.StoredTensor;
import org.loupe.checkpoint.TensorInfo;

/** Writes modules as torch.jit.save pickles them: attributes by name, tensors as storages. */
public final class ModulePickle {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<StoredTensor> storages = new ArrayList<>();

  private ModulePickle() {}

  /** The pickle of a model. */
  public static ModulePickle of(ScriptModule model) {
    ModulePickle pickle = new ModulePickle();
    pickle.op(0x80);
    pickle.op(2);
    pickle.module(model);
    pickle.op('.');
    return pickle;
  }

  /** The pickle. */
  public byte[] bytes() {
    return out.toByteArray();
  }

  /** The tensors whose bytes are the storages 0, 1, 2, … */
  public List<StoredTensor> storages() {
    return storages;
  }

  private void module(ScriptModule module) {
    int dot = module.type().lastIndexOf('.');
    global(module.type().substring(0, dot), module.type().substring(dot + 1));
    op(')');
    op(0x81);
    op('}');
    op('(');
    module.tensors().forEach(this::tensor);
    text("training");
    truth(false);
    for (Map.Entry<String, ScriptModule> inner : module.modules().entrySet()) {
      text(inner.getKey());
      module(inner.getValue());
    }
    op('u');
    op('b');
  }

  private void tensor(String attribute, StoredTensor tensor) {
    TensorInfo info = tensor.info();
    text(attribute);
    global("torch._utils", "_rebuild_tensor_v2");
    op('(');
    op('(');
    text("storage");
    global("torch", info.type().storageClass());
    text(Integer.toString(storages.size()));
    text("cpu");
    integer(info.elements());
    op('t');
    op('Q');
    integer(0);
    sizes(info.shape());
    sizes(strides(info.shape()));
    truth(info.role() == TensorInfo.Role.PARAMETER);
    global("collections", "OrderedDict");
    op(')');
    op('R');
    op('t');
    op('R');
    storages.add(tensor);
  }

  /** Row-major, without gaps. */
  private static List<Long> strides(List<Long> shape) {
    Long[] strides = new Long[shape.size()];
    long step = 1;
    for (int axis = shape.size() - 1; axis >= 0; axis--) {
      strides[axis] = step;
      step *= shape.get(axis);
    }
    return List.of(strides);
  }

  private void sizes(List<Long> sizes) {
    op('(');
    sizes.forEach(this::integer);
    op('t');
  }

  private void op(int code) {
    out.write(code);
  }

  private void truth(boolean value) {
    op(value ? 0x88 : 0x89);
  }

  /** Four bytes where they suffice, else eight. */
  private void integer(long value) {
    boolean narrow = value == (int) value;
    ByteBuffer bytes = ByteBuffer.allocate(narrow ? 5 : 10).order(ByteOrder.LITTLE_ENDIAN);
    if (narrow) {
      bytes.put((byte) 'J').putInt((int) value);
    } else {
      bytes.put((byte) 0x8a).put((byte) 8).putLong(value);
    }
    out.writeBytes(bytes.array());
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    op('X');
    out.writeBytes(
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length).array());
    out.writeBytes(bytes);
  }

  private void global(String module, String name) {
    op('c');
    out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
