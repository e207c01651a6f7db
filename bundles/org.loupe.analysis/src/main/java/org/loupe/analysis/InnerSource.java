package org.loupe.analysis;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.MethodCall;
import org.loupe.model.ModelCard;
import org.loupe.model.Probe;
import org.loupe.model.Probes;
import org.loupe.model.Query;
import org.loupe.model.Tensor;
import org.loupe.model.TensorSource;

/**
 * Reads values inside a model, wherever the card says that they come from: an output, an exported
 * method, or a probe.
 *
 * @param source exactly one of output, method and probe
 * @param query to be evaluated on windows as they are; can be extended by gradients and outputs
 *     unless it calls a method
 */
public record InnerSource(TensorSource source, Query query) {
  private static final Set<String> RECURRENT =
      Set.of("LSTM", "GRU", "RNN", "LSTMCell", "GRUCell", "RNNCell");

  /** What the card names. */
  public static InnerSource of(ModelCard card, TensorSource source) {
    Query query;
    if (source.method() != null) {
      query = Query.everyOutput().calling(MethodCall.likeForward(card, source.method()));
    } else if (source.probe() != null) {
      query = Query.probes(source.probe());
    } else {
      query = Query.outputs(String.valueOf(source.output()));
    }
    return new InnerSource(source, query);
  }

  /**
   * The state sequence of a recurrent model, [N,T,H]: the card's, else what the model's last LSTM,
   * GRU or RNN gives.
   *
   * @param probes of a session that has evaluated a window
   * @throws BadInputException if there is neither
   */
  public static InnerSource states(ModelCard card, Probes probes) throws BadInputException {
    TensorSource states = card.states();
    if (states != null) {
      return of(card, states);
    }
    List<Probe> recurrent =
        probes.of(Probe.Kind.OUTPUT).stream().filter(InnerSource::isRecurrent).toList();
    if (recurrent.isEmpty()) {
      throw new BadInputException(
          "The card does not say under 'states' where the state sequence comes from, and among "
              + probes.all().size()
              + " probes there is no LSTM, GRU or RNN; name an output, an exported method or a"
              + " probe there.");
    }
    return of(
        card,
        new TensorSource(
            null,
            null,
            recurrent.get(recurrent.size() - 1).name(),
            List.of(Dimension.WINDOW, Dimension.TIME, Dimension.UNIT)));
  }

  private static boolean isRecurrent(Probe probe) {
    return RECURRENT.contains(probe.type().substring(probe.type().lastIndexOf('.') + 1));
  }

  /**
   * What an evaluation of the query gave: the entries of a dict by their keys, anything else under
   * the name of where it comes from. A method's further outputs after the first are left out unless
   * they are a dict's.
   */
  public Map<String, FloatTensor> read(Evaluation evaluation) {
    if (source.method() == null) {
      String name = name();
      FloatTensor value =
          (source.probe() != null ? evaluation.probes() : evaluation.outputs()).get(name);
      return Map.of(name, value);
    }
    FloatTensor lone = evaluation.outputs().get("@0");
    return lone == null ? evaluation.outputs() : Map.of(name(), lone);
  }

  /**
   * The only value that an evaluation of the query gave, in the shape [N,T,H].
   *
   * @throws BadInputException if it is a dict, or of another shape
   */
  public FloatTensor sequence(Evaluation evaluation) throws BadInputException {
    Map<String, FloatTensor> values = read(evaluation);
    FloatTensor only = values.values().iterator().next();
    if (values.size() != 1 || only.axes().size() != 3) {
      throw new BadInputException(
          describe()
              + " gives "
              + (values.size() == 1
                  ? "the shape " + Tensor.describe(only.shape())
                  : values.keySet() + "")
              + ", expected one state per step, [N,T,H]; correct the card.");
    }
    return only;
  }

  /** In words that begin a sentence: 'The exported method 'states''. */
  public String describe() {
    String kind =
        source.method() != null ? "exported method" : source.probe() != null ? "probe" : "output";
    return "The " + kind + " '" + name() + "'";
  }

  private String name() {
    if (source.method() != null) {
      return source.method();
    }
    return String.valueOf(source.probe() != null ? source.probe() : source.output());
  }
}
