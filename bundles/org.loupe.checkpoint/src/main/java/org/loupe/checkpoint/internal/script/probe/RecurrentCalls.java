package org.loupe.checkpoint.internal.script.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.loupe.checkpoint.internal.script.source.FunctionDef;
import org.loupe.checkpoint.internal.script.source.LineEdit;
import org.loupe.checkpoint.internal.script.source.Reference;
import org.loupe.checkpoint.internal.script.source.Reference.Span;

/**
 * Makes recurrent layers differentiable on every device: cuDNN goes back only through layers that
 * were told that they train. With dropout off, training computes the same.
 */
final class RecurrentCalls {
  private static final Set<String> OPERATORS =
      Set.of("torch.lstm", "torch.gru", "torch.rnn_tanh", "torch.rnn_relu");

  /**
   * Where dropout stands: {@code lstm(input, hx, params, has_biases, num_layers, dropout, train,
   * bidirectional, batch_first)}; of packed sequences {@code lstm(data, batch_sizes, hx, params,
   * has_biases, num_layers, dropout, train, bidirectional)}.
   */
  private static final int DROPOUT = 5;

  private static final int DROPOUT_PACKED = 6;
  private static final int ARGUMENTS = 9;

  private RecurrentCalls() {}

  /** The same function with its recurrent layers training, without dropout. */
  static FunctionDef training(FunctionDef function) {
    List<String> body = new ArrayList<>(function.body().size());
    function.body().forEach(line -> body.add(training(line)));
    return function.withBody(body);
  }

  private static String training(String line) {
    if (OPERATORS.stream().noneMatch(line::contains)) {
      return line;
    }
    LineEdit edit = new LineEdit(line);
    for (Reference reference : Reference.in(line)) {
      if (reference.isCall() && OPERATORS.contains(reference.name())) {
        List<Span> arguments = reference.arguments(line);
        int dropout = arguments.size() == ARGUMENTS ? dropout(line, arguments) : -1;
        if (dropout >= 0) {
          edit.replace(arguments.get(dropout), "0.");
          edit.replace(arguments.get(dropout + 1), "True");
        }
      }
    }
    return edit.apply();
  }

  /** Both forms have nine arguments; literals, as torch prints its layers', tell them apart. */
  private static int dropout(String line, List<Span> arguments) {
    for (int dropout : new int[] {DROPOUT, DROPOUT_PACKED}) {
      String biases = arguments.get(dropout - 2).of(line);
      String probability = arguments.get(dropout).of(line);
      if (biases.equals("True") || biases.equals("False") || probability.matches("\\d+\\.\\d*.*")) {
        return dropout;
      }
    }
    return -1;
  }
}
