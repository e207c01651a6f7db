package org.loupe.workbench.internal.core;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loupe.analysis.Caveat;
import org.loupe.analysis.Info;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Result;
import org.loupe.model.ModelCard;

/**
 * What results said of other results on the same checkpoint, dataset and decoding. Of several
 * results of one method that of the most windows counts.
 */
public final class CaveatBook {
  private static final String PREDICTION_HEAD = "prediction_head";
  private static final String INPUT = "wrt";
  private static final String DECODING = "decoding";

  private final Observed<List<Said>> said = new Observed<>(List.of());

  /**
   * What a result said.
   *
   * @param provenance the result's
   * @param caveats what it said; perhaps nothing
   */
  public record Said(Provenance provenance, List<Caveat> caveats) {
    private boolean isOfSame(Provenance other) {
      return provenance.checkpointSha256().equals(other.checkpointSha256())
          && provenance.datasetSha256().equals(other.datasetSha256())
          && decoding(provenance).equals(decoding(other));
    }

    private static String decoding(Provenance provenance) {
      return provenance.parameters().getOrDefault(DECODING, "");
    }
  }

  /** What was said, to be told of changes. */
  public Observed<List<Said>> said() {
    return said;
  }

  void add(Result result) {
    Provenance provenance = result.provenance();
    List<Caveat> caveats = List.copyOf(result.caveats());
    said.update(
        old -> {
          List<Said> now = new ArrayList<>();
          boolean better = false;
          for (Said each : old) {
            boolean same =
                each.isOfSame(provenance)
                    && each.provenance().analyzer().equals(provenance.analyzer());
            better |= same && each.provenance().windows().length > provenance.windows().length;
            if (!same || each.provenance().windows().length > provenance.windows().length) {
              now.add(each);
            }
          }
          boolean silent = caveats.isEmpty() && now.size() == old.size();
          if (!better && !silent) {
            now.add(new Said(provenance, caveats));
          }
          return List.copyOf(now);
        });
  }

  void clear() {
    said.set(List.of());
  }

  /**
   * What a result is to be read with: caveats about its prediction head and the input it attributes
   * to. A method that names no input attributes to the card's first one if it needs one.
   *
   * @param info the method of the result
   */
  public Set<String> of(Result result, Info info, ModelCard card) {
    Provenance provenance = result.provenance();
    Map<String, String> parameters = provenance.parameters();
    String head = parameters.get(PREDICTION_HEAD);
    String input = parameters.get(INPUT);
    if (input == null && info.needs().contains(Info.Need.EXPLAINED_INPUT)) {
      input = card.explain().stream().findFirst().orElse(null);
    }
    Set<String> sentences = new LinkedHashSet<>();
    for (Said each : said.get()) {
      if (each.isOfSame(provenance)) {
        for (Caveat caveat : each.caveats()) {
          if (caveat.predictionHead().equals(head) && caveat.input().equals(input)) {
            sentences.add(caveat.sentence());
          }
        }
      }
    }
    return sentences;
  }
}
