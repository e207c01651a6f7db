package org.loupe.family.ncp.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.StateDict;
import org.loupe.checkpoint.StoredTensor;
import org.loupe.checkpoint.StoredType;
import org.loupe.checkpoint.TensorInfo;
import org.loupe.model.BadInputException;
import org.loupe.model.StateDictRules;

/**
 * The tensors of one network in a file, each asked for by name and shape. Remembers which were
 * asked for, so that the others can be named. Used by one thread.
 */
final class SavedWeights {
  /** 256 MB in single precision; liquid networks have thousands. */
  private static final long MOST_NUMBERS = 1L << 26;

  private static final int SHOWN = 5;

  private final StateDict dict;
  private final List<String> sections;
  private final Map<String, String> stored;
  private final Map<String, TensorInfo> tensors = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();

  private SavedWeights(StateDict dict, List<String> sections, Map<String, String> stored)
      throws BadInputException {
    this.dict = dict;
    this.sections = sections;
    this.stored = stored;
    Map<String, TensorInfo> all = dict.tensors(sections);
    for (Map.Entry<String, String> name : stored.entrySet()) {
      TensorInfo info = all.get(name.getValue());
      if (info != null) {
        tensors.put(name.getKey(), info);
      }
    }
  }

  /**
   * The tensors of a file's sections, renamed and without those that are ignored.
   *
   * @throws BadInputException if a section is missing, or a rule cannot be applied
   */
  static SavedWeights of(StateDict dict, StateDictRules rules) throws BadInputException {
    return new SavedWeights(dict, rules.sections(), dict.renamed(rules));
  }

  /** The file. */
  Path file() {
    return dict.file();
  }

  /** What the file holds besides tensors. */
  Map<String, @Nullable Object> values() {
    return dict.values();
  }

  /** All names, in the file's order. */
  Set<String> names() {
    return tensors.keySet();
  }

  /** Whether there is a tensor of that name. */
  boolean has(String name) {
    return tensors.containsKey(name);
  }

  /**
   * The sizes of a matrix.
   *
   * @throws BadInputException if it is missing or no matrix
   */
  int[] matrix(String name) throws BadInputException {
    List<Long> shape = info(name).shape();
    if (shape.size() != 2) {
      throw otherShape(name, "a matrix");
    }
    return sizes(name);
  }

  /**
   * The size of a vector.
   *
   * @throws BadInputException if it is missing or no vector
   */
  int vector(String name) throws BadInputException {
    if (info(name).shape().size() != 1) {
      throw otherShape(name, "a vector");
    }
    return sizes(name)[0];
  }

  private int[] sizes(String name) throws BadInputException {
    TensorInfo info = info(name);
    for (long size : info.shape()) {
      if (size < 1 || size > MOST_NUMBERS) {
        throw otherShape(name, "sizes from 1 to " + MOST_NUMBERS);
      }
    }
    return info.shape().stream().mapToInt(Math::toIntExact).toArray();
  }

  /**
   * Requires a tensor of a shape.
   *
   * @throws BadInputException if it is missing, or has another
   */
  void require(String name, int... shape) throws BadInputException {
    if (!info(name).shape().equals(Arrays.stream(shape).mapToObj(Long::valueOf).toList())) {
      throw otherShape(
          name,
          Arrays.stream(shape)
              .mapToObj(Integer::toString)
              .collect(Collectors.joining(",", "[", "]")));
    }
  }

  private TensorInfo info(String name) throws BadInputException {
    asked.add(name);
    TensorInfo info = tensors.get(name);
    if (info == null) {
      throw new BadInputException(
          file()
              + " is a liquid network's, but has no tensor '"
              + name
              + "'; save the whole state dict, or rename its tensors by stateDict.rename in the"
              + " model card.");
    }
    return info;
  }

  private BadInputException otherShape(String name, String expected) {
    TensorInfo info = tensors.get(name);
    return new BadInputException(
        file()
            + ": tensor '"
            + name
            + "' has the shape "
            + (info == null ? "[]" : info.shape())
            + ", but the other tensors need "
            + expected
            + "; is it of this network?");
  }

  /**
   * Requires that nothing is left over, and that all of it is small enough to be held.
   *
   * @throws BadInputException if not, naming what is left
   */
  void requireAllAsked() throws BadInputException {
    List<String> left =
        tensors.entrySet().stream()
            .filter(tensor -> !asked.contains(tensor.getKey()))
            .map(tensor -> tensor.getKey() + " " + tensor.getValue().shape())
            .toList();
    if (!left.isEmpty()) {
      throw new BadInputException(
          file()
              + " holds a liquid network and other tensors: "
              + left.stream().limit(SHOWN).collect(Collectors.joining(", "))
              + (left.size() > SHOWN ? " and " + (left.size() - SHOWN) + " more" : "")
              + ". Name a linear layer on its output as x-ncp.readout in the model card, leave them"
              + " out by stateDict.ignore, or export the whole model as TorchScript.");
    }
    double numbers = asked.stream().mapToDouble(this::elements).sum();
    if (numbers > MOST_NUMBERS) {
      throw new BadInputException(
          String.format(
              "%s holds %.0f numbers, at most %d are read; export the model as TorchScript.",
              file(), numbers, MOST_NUMBERS));
    }
  }

  /** As a floating point number, which sizes from outside cannot overflow. */
  private double elements(String name) {
    TensorInfo info = tensors.get(name);
    return info == null
        ? 0
        : info.shape().stream().mapToDouble(Long::doubleValue).reduce(1, (a, b) -> a * b);
  }

  /** Element types other than single precision among the tensors that were asked for. */
  Set<String> otherTypes() {
    return asked.stream()
        .map(name -> Optional.ofNullable(tensors.get(name)))
        .flatMap(Optional::stream)
        .map(TensorInfo::type)
        .filter(type -> type != StoredType.FLOAT32)
        .map(StoredType::key)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * Reads a tensor that was asked for.
   *
   * @throws BadInputException if it is damaged
   */
  float[] read(String name) throws BadInputException {
    return dict.read(String.valueOf(stored.get(name)), sections).floats();
  }

  /** A trained tensor for an archive. */
  StoredTensor parameter(String name) throws BadInputException {
    return tensor(name, info(name).shape(), TensorInfo.Role.PARAMETER, read(name));
  }

  /** A tensor for an archive that is not trained. */
  StoredTensor buffer(String name) throws BadInputException {
    return buffer(name, info(name).shape(), read(name));
  }

  /** Numbers for an archive that are not trained, and need not be the file's. */
  static StoredTensor buffer(String name, List<Long> shape, float[] values) {
    return tensor(name, shape, TensorInfo.Role.BUFFER, values);
  }

  private static StoredTensor tensor(
      String name, List<Long> shape, TensorInfo.Role role, float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return new StoredTensor(new TensorInfo(name, StoredType.FLOAT32, shape, role), bytes.array());
  }
}
