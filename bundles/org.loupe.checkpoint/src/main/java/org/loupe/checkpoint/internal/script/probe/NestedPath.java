package org.loupe.checkpoint.internal.script.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loupe.checkpoint.internal.script.source.Indent;
import org.loupe.checkpoint.internal.script.source.Reference;
import org.loupe.checkpoint.internal.script.source.Reference.Span;

/**
 * An encoder's way through nested tensors. Told of padding, it packs its windows into one and
 * leaves zeros at padded places when it unpacks them; where the way is not taken, the zeros are put
 * there.
 *
 * @param keep lines that find out which places are no padding
 * @param otherwise the line at which the output is taken over where nothing was packed
 * @param taken that line with the zeros put in
 */
record NestedPath(List<String> keep, int otherwise, String taken) {
  static final String PACK = "torch._nested_tensor_from_mask";
  private static final String UNPACK = "torch.to_padded_tensor";
  private static final int MOST_LINES = 100;
  private static final Pattern ASSIGNMENT = Pattern.compile("( *\\w+ = )(\\w+)");

  /** {@code to_padded_tensor(nested, 0., size)}: without a size, to that of the longest window. */
  private static final int ARGUMENTS_WITH_SIZE = 3;

  /**
   * Finds it.
   *
   * @param lines of a body
   * @param parents of the lines
   * @param pack the line at which windows are packed, under a condition
   * @param variable for the places to keep
   */
  static Optional<NestedPath> at(List<String> lines, int[] parents, int pack, String variable) {
    Optional<Reference> packing = call(lines.get(pack), PACK);
    List<Span> arguments = packing.map(call -> call.arguments(lines.get(pack))).orElse(List.of());
    int unpack = pack + 1;
    while (unpack < lines.size() && !lines.get(unpack).contains(UNPACK + "(")) {
      unpack++;
    }
    if (arguments.size() < 2
        || pack - parents[pack] > MOST_LINES
        || unpack == lines.size()
        || parents[unpack] < 0) {
      return Optional.empty();
    }
    int branch = Indent.of(lines.get(parents[unpack]));
    int otherwise = unpack + 1;
    while (otherwise < lines.size() && Indent.of(lines.get(otherwise)) > branch) {
      otherwise++;
    }
    if (otherwise + 1 >= lines.size() || !lines.get(otherwise).strip().equals("else:")) {
      return Optional.empty();
    }
    Matcher assignment = ASSIGNMENT.matcher(lines.get(otherwise + 1));
    if (!assignment.matches()) {
      return Optional.empty();
    }
    List<String> keep = new ArrayList<>(lines.subList(parents[pack] + 1, pack));
    String indent = " ".repeat(Indent.of(lines.get(pack)));
    keep.add(indent + variable + " = " + arguments.get(1).of(lines.get(pack)));
    String line = lines.get(unpack);
    boolean whole =
        call(line, UNPACK)
            .filter(call -> call.arguments(line).size() >= ARGUMENTS_WITH_SIZE)
            .isPresent();
    String padded =
        ProbeNames.LIBRARY
            + ".padded("
            + assignment.group(2)
            + ", "
            + variable
            + (whole ? ", True, )" : ", False, )");
    return Optional.of(new NestedPath(keep, otherwise + 1, assignment.group(1) + padded));
  }

  private static Optional<Reference> call(String line, String name) {
    return Reference.in(line).stream()
        .filter(reference -> reference.isCall() && reference.name().equals(name))
        .findFirst();
  }
}
