package org.loupe.method.ablation.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.loupe.analysis.ChannelNames;
import org.loupe.analysis.InputLayout;
import org.loupe.analysis.VariantSource;
import org.loupe.model.BadInputException;
import org.loupe.model.Batch;
import org.loupe.model.BatchSource;
import org.loupe.model.ChannelSet;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.Gradient;
import org.loupe.model.InputCard;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.ModelSession;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.Target;
import org.loupe.model.Tensor;

/**
 * Takes away groups of channels at all steps of an input. All items of all windows make one stream
 * of full micro-batches.
 */
final class ChannelAblator implements Ablator {
  private static final int AT_ONCE = 64;

  private final String input;
  private final InputLayout layout;
  private final float[] values;
  private final List<Item> singles = new ArrayList<>();
  private final List<int[]> channels = new ArrayList<>();

  private ChannelAblator(String input, InputLayout layout, float[] values, ChannelSet set)
      throws BadInputException {
    this.input = input;
    this.layout = layout;
    this.values = values;
    Map<String, Map<String, List<Integer>>> groupings = new ChannelNames(set).groupings();
    for (Map.Entry<String, Map<String, List<Integer>>> grouping : groupings.entrySet()) {
      int number = 0;
      for (Map.Entry<String, List<Integer>> group : grouping.getValue().entrySet()) {
        int[] members = group.getValue().stream().mapToInt(Integer::intValue).toArray();
        for (int channel : members) {
          if (channel < 0 || channel >= layout.channels()) {
            throw new BadInputException(
                "Channel group '"
                    + group.getKey()
                    + "' names channel "
                    + channel
                    + ", but input '"
                    + input
                    + "' has "
                    + layout.channels()
                    + "; correct the card.");
          }
        }
        if (members.length > 0) {
          String name =
              groupings.size() > 1 ? grouping.getKey() + ": " + group.getKey() : group.getKey();
          singles.add(Item.single(name, grouping.getKey(), number, singles.size()));
          channels.add(members);
        }
        number++;
      }
    }
  }

  /**
   * The groups of the first explained input that has some.
   *
   * @throws BadInputException if none has
   */
  static ChannelAblator of(
      ModelCard card, BatchSource inputs, Replacement replacement, Progress progress)
      throws BadInputException {
    for (String name : card.explain()) {
      InputCard explained = card.input(name);
      ChannelSet set = card.channelsOf(explained).orElse(null);
      if (set != null && set.groupings().values().stream().anyMatch(g -> !g.isEmpty())) {
        Tensor first = inputs.read(0, 1).inputs().get(name);
        if (!(first instanceof FloatTensor)) {
          continue;
        }
        InputLayout layout = InputLayout.of(name, first);
        return new ChannelAblator(
            name, layout, values(name, layout, inputs, replacement, progress), set);
      }
    }
    throw new BadInputException(
        "The card names no channel groups for its explained inputs "
            + String.join(", ", card.explain())
            + "; add 'groups' to their channels, or choose over=attention_heads or over=modules.");
  }

  private static float[] values(
      String name,
      InputLayout layout,
      BatchSource inputs,
      Replacement replacement,
      Progress progress)
      throws BadInputException {
    if (replacement.kind() == Replacement.Kind.ZERO) {
      return new float[layout.elements()];
    }
    if (replacement.kind() == Replacement.Kind.WINDOW) {
      Batch batch = inputs.read(replacement.place(), replacement.place() + 1);
      return ((FloatTensor) batch.inputs().get(name)).values();
    }
    double[] sums = new double[layout.elements()];
    int[] counts = new int[layout.elements()];
    for (int from = 0; from < inputs.size(); from += AT_ONCE) {
      progress.checkCancelled();
      Batch batch = inputs.read(from, Math.min(inputs.size(), from + AT_ONCE));
      float[] x = ((FloatTensor) batch.inputs().get(name)).values();
      for (int i = 0; i < x.length; i++) {
        if (Float.isFinite(x[i])) {
          sums[i % sums.length] += x[i];
          counts[i % sums.length]++;
        }
      }
    }
    float[] mean = new float[sums.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = counts[i] == 0 ? 0 : (float) (sums[i] / counts[i]);
    }
    return mean;
  }

  @Override
  public List<Item> singles() {
    return List.copyOf(singles);
  }

  @Override
  public boolean pairsAcrossLayers() {
    // Groups of different groupings share channels.
    return false;
  }

  @Override
  public Query withGradients(Query outputs, Target target) {
    return outputs.withGradients(Gradient.ofInput(target, input));
  }

  @Override
  public void importance(Evaluation evaluation, float[][] importance) {
    float[] x = ((FloatTensor) evaluation.batch().inputs().get(input)).values();
    float[] gradient = evaluation.gradients().get(0).gradient().values();
    for (int i = 0; i < singles.size(); i++) {
      for (int n = 0; n < evaluation.batch().size(); n++) {
        double sum = 0;
        for (int t = 0; t < layout.steps(); t++) {
          for (int channel : channels.get(i)) {
            int position = layout.position(n, t, channel);
            sum += (double) x[position] * gradient[position];
          }
        }
        importance[i][evaluation.from() + n] = (float) Math.abs(sum);
      }
    }
  }

  @Override
  public Map<Integer, String> run(
      ModelSession session,
      BatchSource inputs,
      List<Item> items,
      String[] heads,
      Receiver receiver,
      Stages stages)
      throws LoupeException {
    BatchSource variants =
        new VariantSource(
            inputs,
            items.size(),
            input,
            (window, variant, target, offset) -> replace(items.get(variant), target, offset));
    Progress progress = stages.next(variants.size());
    session.evaluate(
        variants,
        Query.outputs(heads),
        evaluation -> {
          for (int n = 0; n < evaluation.batch().size(); n++) {
            progress.checkCancelled();
            int position = evaluation.from() + n;
            receiver.accept(
                position % items.size(), position / items.size(), evaluation.outputs(), n);
          }
        },
        progress);
    return Map.of();
  }

  private void replace(Item item, float[] target, int offset) {
    for (int part : item.parts()) {
      for (int channel : channels.get(part)) {
        for (int t = 0; t < layout.steps(); t++) {
          int position = layout.position(0, t, channel);
          target[offset + position] = values[position];
        }
      }
    }
  }
}
