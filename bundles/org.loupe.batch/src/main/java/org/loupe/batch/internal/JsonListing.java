package org.loupe.batch.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Scalar;
import org.loupe.project.StoredResult;

/** One JSON document when all is done: {@code {"results": [{…}]}}. */
final class JsonListing implements Listing {
  private final PrintStream out;
  private final ObjectNode document = JsonNodeFactory.instance.objectNode();
  private final ArrayNode results = document.putArray("results");

  JsonListing(PrintStream out) {
    this.out = out;
  }

  @Override
  public void written(StoredResult result) {
    Provenance provenance = result.provenance();
    ObjectNode entry = results.addObject();
    entry.put("method", provenance.analyzer());
    entry.put("checkpoint", provenance.checkpoint());
    if (!provenance.compared().isEmpty()) {
      ArrayNode compared = entry.putArray("compared");
      provenance.compared().forEach(other -> compared.add(other.checkpoint()));
    }
    entry.put("dataset", provenance.dataset());
    entry.put("windows", provenance.windows().length);
    entry.put("device", provenance.device());
    entry.put("seconds", provenance.duration().toMillis() / 1000.0);
    entry.put("folder", result.folder().toString());
    ArrayNode files = entry.putArray("figures");
    result.figures().forEach(figure -> files.add(figure.file().toString()));
    ArrayNode scalars = entry.putArray("scalars");
    result.scalars().forEach(scalar -> scalar(scalars.addObject(), scalar));
    ArrayNode findings = entry.putArray("findings");
    for (Finding finding : result.findings()) {
      findings.addObject().put("id", finding.id()).put("sentence", finding.sentence());
    }
  }

  private static void scalar(ObjectNode node, Scalar scalar) {
    node.put("name", scalar.name());
    node.put("value", Json.number(scalar.value()));
    Interval interval = scalar.interval();
    if (interval != null) {
      node.put("low", Json.number(interval.low()));
      node.put("high", Json.number(interval.high()));
    }
  }

  @Override
  public void end() {
    out.println(Json.text(document));
    out.flush();
  }
}
