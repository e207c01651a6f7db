package org.loupe.method.tokens.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.loupe.analysis.Analyzer;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.HeadPredictions;
import org.loupe.analysis.Info;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Subject;
import org.loupe.model.BadInputException;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.PredictionHead;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.osgi.service.component.annotations.Component;

/** Which tokens a model knows well, put together from the prediction heads that make them up. */
@Component(service = Analyzer.class)
public final class TokensAnalyzer implements Analyzer<TokensParameters, TokensResult> {
  static final String ID = "tokens";

  private static final Info INFO =
      new Info(
          ID,
          "Tokens",
          "Which tokens the model gets entirely right, how sure it is of them, and which it takes for others.",
          "A token counts as right only if every prediction head that it needs is right: it does not say which of them failed.",
          "Accuracy per class of tokens; the card's 'tokens.correct' says which prediction heads a token needs",
          "1",
          List.of(Info.Need.CATEGORICAL_HEAD, Info.Need.TOKENS));

  @Override
  public Info info() {
    return INFO;
  }

  @Override
  public Class<TokensParameters> parameterType() {
    return TokensParameters.class;
  }

  @Override
  public Class<TokensResult> resultType() {
    return TokensResult.class;
  }

  @Override
  public TokensParameters defaults(Subject subject) {
    return new TokensParameters(By.GROUP, Decoding.TEACHER_FORCED);
  }

  @Override
  public TokensResult analyze(Subject subject, TokensParameters parameters, Progress progress)
      throws LoupeException {
    long started = System.nanoTime();
    int windows = subject.windows().size();
    if (windows == 0) {
      throw new BadInputException("There are no windows to analyse; choose at least one.");
    }
    if (subject.card().tokens() == null) {
      throw new BadInputException(INFO.unmet(subject.card()).orElse("The card has no tokens."));
    }
    Grammar grammar = Grammar.of(subject);
    Resampling resampling = Resampling.of(subject);
    Map<String, HeadPredictions> heads = new LinkedHashMap<>();
    for (PredictionHead head : grammar.heads()) {
      heads.put(head.name(), new HeadPredictions(head, windows));
    }
    ModelSession session = subject.session();
    // Opening the model is no measure of how long the windows take.
    progress.named(ID).report(ID, 0, windows);
    ModelSession.Report report =
        subject.forward(
            parameters.decoding(),
            heads.keySet(),
            Query.outputs(heads.keySet().toArray(new String[0])),
            evaluation -> heads.values().forEach(head -> head.add(evaluation)),
            progress.named(ID));
    TokenMaterial material = TokenMaterial.of(subject, grammar, heads, parameters.by());
    TokenSummary summary =
        TokenSummary.of(
            material,
            subject.windows().numbers(),
            IntStream.range(0, windows).toArray(),
            resampling,
            subject.seed(),
            progress);
    if (summary.total() == 0) {
      throw new BadInputException(
          "No token of these windows can be compared: all of them are padding, have no true type, or the model gives no finite number; choose other windows.");
    }
    Provenance provenance =
        Provenance.of(INFO, parameters, subject, session, report.microBatch(), started);
    return TokensResult.of(provenance, parameters, summary);
  }
}
