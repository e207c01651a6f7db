package org.loupe.checkpoint.internal.pickle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads one pickle of protocol 2 to 5 after the other. Values are null, Boolean, Long, {@link
 * java.math.BigInteger}, Double, String, byte[], List (also for sets), {@link PickledTuple}, Map,
 * {@link Global}, {@link PickledTensor}, {@link UnreadTensor}, {@link Storage} and {@link
 * PickledObject}.
 *
 * <p>Values may be shared and may hold themselves: whoever walks them must bound depth and count.
 */
public final class Pickle {
  /** The most bytes that are read. */
  public static final long LARGEST = 256L << 20;

  private static final int MOST_VALUES = 8_000_000;

  private final Input in;
  private final Map<String, Storage> storages = new LinkedHashMap<>();
  private List<@Nullable Object> stack = new ArrayList<>();
  private final List<List<@Nullable Object>> marks = new ArrayList<>();
  private final Map<Long, @Nullable Object> memo = new HashMap<>();
  private final Reduction reduction = new Reduction();
  private final List<PickledObject> objects = new ArrayList<>();
  private final PickleRules rules;
  private int values;
  private long largestMemoKey = -1;

  /** Where the last operation began if it put attributes into a dictionary, otherwise −1. */
  private long putAt = -1;

  /** Reads from a stream, at most 256 MiB of it. */
  public Pickle(InputStream in) {
    this(in, PickleRules.PLAIN);
  }

  /** Reads from a stream, at most 256 MiB of it, and refuses what the rules do. */
  public Pickle(InputStream in, PickleRules rules) {
    this.in = new Input(in, LARGEST);
    this.rules = rules;
  }

  /** Bytes read so far. */
  public long position() {
    return in.position();
  }

  /** The storages named so far, by key. */
  public Map<String, Storage> storages() {
    return storages;
  }

  /** The objects of classes made so far, whether the value holds them or not. */
  public List<PickledObject> objects() {
    return objects;
  }

  /** The largest number under which a value was remembered, or −1. */
  public long largestMemoKey() {
    return largestMemoKey;
  }

  /**
   * Reads the next pickle.
   *
   * @throws PickleException if it is no pickle or holds too much
   * @throws IOException if it ends early
   */
  public @Nullable Object load() throws IOException {
    stack = new ArrayList<>();
    marks.clear();
    memo.clear();
    try {
      int operation = in.octet();
      while (operation != '.') {
        long begin = in.position() - 1;
        run(operation);
        putAt = operation == 'u' ? begin : -1;
        operation = in.octet();
      }
      Object value = pop();
      rules.end(stack.size());
      return value;
    } catch (ClassCastException | IndexOutOfBoundsException | NullPointerException e) {
      throw new PickleException("operations that do not fit each other at byte " + in.position());
    }
  }

  private void run(int operation) throws IOException {
    rules.operation(operation);
    switch (operation) {
      case 0x80 -> protocol(in.octet());
      case 0x95 -> in.unsigned(8);
      case 'c' -> push(global(in.line(), in.line()));
      case 0x93 -> {
        String name = (String) pop();
        push(global((String) pop(), name));
      }
      case 'q' -> remember(in.octet());
      case 'r' -> remember(in.unsigned(4));
      case 0x94 -> remember(memo.size());
      case 'h' -> push(remembered(in.octet()));
      case 'j' -> push(remembered(in.unsigned(4)));
      case 'X' -> push(in.text(in.unsigned(4)));
      case 0x8c -> push(in.text(in.octet()));
      case 0x8d -> push(in.text(in.unsigned(8)));
      case 'U' -> push(in.text(in.octet(), StandardCharsets.ISO_8859_1));
      case 'T' -> push(in.text(in.unsigned(4), StandardCharsets.ISO_8859_1));
      case 'C' -> push(in.bytes(in.octet()));
      case 'B' -> push(in.bytes(in.unsigned(4)));
      case 0x8e, 0x96 -> push(in.bytes(in.unsigned(8)));
      case 'K' -> push((long) in.octet());
      case 'M' -> push(in.unsigned(2));
      case 'J' -> push((long) (int) in.unsigned(4));
      case 0x8a -> push(in.integer(in.octet()));
      case 0x8b -> push(in.integer(in.unsigned(4)));
      case 'G' -> push(Double.longBitsToDouble(in.bigEndian()));
      case 0x88 -> push(true);
      case 0x89 -> push(false);
      case 'N' -> push(null);
      default -> compose(operation);
    }
  }

  private void compose(int operation) throws IOException {
    switch (operation) {
      case '(' -> {
        marks.add(stack);
        stack = new ArrayList<>();
        count();
      }
      case ')' -> push(new PickledTuple(List.of()));
      case ']', 0x8f -> push(new ArrayList<>());
      case '}' -> push(new LinkedHashMap<>());
      case 't' -> push(new PickledTuple(marked()));
      case 'l', 0x91 -> push(marked());
      case 0x85, 0x86, 0x87 -> push(new PickledTuple(last(operation - 0x84)));
      case 'd' -> {
        List<@Nullable Object> pairs = marked();
        push(new LinkedHashMap<>());
        put(pairs);
      }
      case 'u' -> put(marked());
      case 's' -> put(last(2));
      case 'e', 0x90 -> append(marked());
      case 'a' -> append(last(1));
      case 'Q' -> push(persistent((List<?>) pop()));
      case 'R' -> {
        Object argument = pop();
        Object function = pop();
        push(
            argument instanceof List<?> arguments
                ? called(function, arguments)
                : member(function, argument));
      }
      case 0x81 -> {
        List<?> arguments = (List<?>) pop();
        push(made(pop(), arguments));
      }
      case 0x92 -> {
        pop();
        List<?> arguments = (List<?>) pop();
        push(made(pop(), arguments));
      }
      case 'b' -> {
        Object state = pop();
        rules.build(top());
        // Attributes of plain data (an OrderedDict's _metadata) mean nothing here.
        if (top() instanceof PickledObject object) {
          object.build(state, putAt);
        }
      }
      case '0' -> pop();
      case '1' -> marked();
      case '2' -> push(top());
      default ->
          throw new PickleException(
              "the operation 0x"
                  + Integer.toHexString(operation)
                  + " at byte "
                  + in.position()
                  + ", which plain data do not need");
    }
  }

  private static void protocol(int version) throws PickleException {
    if (version < 2 || version > 5) {
      throw new PickleException("protocol " + version + ", 2 to 5 are read");
    }
  }

  private static Global global(String module, String name) {
    return new Global((module.equals("__builtin__") ? "builtins" : module) + "." + name);
  }

  private void remember(long key) throws PickleException {
    rules.remember(key, top());
    if (key > MOST_VALUES) {
      throw new PickleException("a value remembered under the number " + key);
    }
    memo.put(key, top());
    largestMemoKey = Math.max(largestMemoKey, key);
  }

  private @Nullable Object remembered(long key) throws PickleException {
    if (!memo.containsKey(key)) {
      throw new PickleException("a reference to value " + key + ", which is not there");
    }
    return memo.get(key);
  }

  private @Nullable Object called(@Nullable Object function, List<?> arguments)
      throws PickleException {
    rules.call(function, arguments);
    if (function instanceof Global global) {
      Object value = reduction.call(global, arguments);
      if (value instanceof PickledTensor tensor) {
        rules.tensor(tensor);
      }
      return value;
    }
    return new PickledObject("a call of a value", arguments);
  }

  /** TorchScript calls enumerations with a bare value. */
  private Object member(@Nullable Object function, @Nullable Object value) throws PickleException {
    if (function instanceof Global global && rules.isMember(global, value)) {
      return new PickledObject(global.name(), Collections.singletonList(value));
    }
    throw new PickleException("a call without a tuple of arguments");
  }

  private Object made(@Nullable Object type, List<?> arguments) throws PickleException {
    rules.make(type, arguments);
    if (type instanceof Global global) {
      Object known = reduction.call(global, arguments);
      Object object = known == null ? new PickledObject(global.name(), arguments) : known;
      if (object instanceof PickledObject made) {
        objects.add(made);
      }
      return object;
    }
    throw new PickleException("an object of something that is no class");
  }

  private Object persistent(List<?> id) throws PickleException {
    // In the legacy format the classes of modules are saved with their source, which nobody needs.
    return id.size() > 1 && "module".equals(id.get(0)) && id.get(1) instanceof Global type
        ? type
        : storage(id);
  }

  private Storage storage(List<?> id) throws PickleException {
    if (id.size() < 5
        || !"storage".equals(id.get(0))
        || !(id.get(1) instanceof Global type)
        || !(id.get(2) instanceof String key)
        || !(id.get(4) instanceof Long elements)) {
      throw new PickleException("a persistent reference that is no storage");
    }
    long view = 0;
    if (id.size() > 5 && id.get(5) instanceof List<?> part && part.size() > 1) {
      view = (Long) Objects.requireNonNull(part.get(1), "view offset");
    }
    String name = type.name().substring(type.name().lastIndexOf('.') + 1);
    Storage storage = new Storage(name, key, elements, view);
    rules.storage(storage);
    storages.putIfAbsent(key, storage);
    return storage;
  }

  @SuppressWarnings("unchecked")
  private void put(List<@Nullable Object> pairs) throws PickleException {
    if (pairs.size() % 2 != 0) {
      throw new PickleException("a key without a value");
    }
    Map<Object, @Nullable Object> map;
    if (top() instanceof Map<?, ?> plain) {
      map = (Map<Object, @Nullable Object>) plain;
    } else if (top() instanceof PickledObject object) {
      map = object.items();
    } else {
      throw new PickleException("keys of something that is no dictionary");
    }
    for (int i = 0; i < pairs.size(); i += 2) {
      map.put(Keys.of(pairs.get(i)), pairs.get(i + 1));
    }
  }

  @SuppressWarnings("unchecked")
  private void append(List<@Nullable Object> more) throws PickleException {
    if (top() instanceof List<?> list && !(list instanceof PickledTuple)) {
      ((List<@Nullable Object>) list).addAll(more);
    } else if (top() instanceof PickledObject object) {
      object.elements().addAll(more);
    } else {
      throw new PickleException("elements of something that is no list");
    }
  }

  private void push(@Nullable Object value) throws PickleException {
    count();
    stack.add(value);
  }

  private void count() throws PickleException {
    if (++values > MOST_VALUES) {
      throw new PickleException("more than " + MOST_VALUES + " values");
    }
  }

  private @Nullable Object pop() {
    return stack.remove(stack.size() - 1);
  }

  private @Nullable Object top() {
    return stack.get(stack.size() - 1);
  }

  private List<@Nullable Object> last(int count) {
    List<@Nullable Object> tail = stack.subList(stack.size() - count, stack.size());
    List<@Nullable Object> values = new ArrayList<>(tail);
    tail.clear();
    return values;
  }

  private List<@Nullable Object> marked() throws PickleException {
    if (marks.isEmpty()) {
      throw new PickleException("the end of a group that never began");
    }
    List<@Nullable Object> group = stack;
    stack = marks.remove(marks.size() - 1);
    return group;
  }
}
