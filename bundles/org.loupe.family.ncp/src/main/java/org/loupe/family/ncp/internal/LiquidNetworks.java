package org.loupe.family.ncp.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.ScriptWriter;
import org.loupe.checkpoint.StateDict;
import org.loupe.family.ncp.internal.LiquidReader.Place;
import org.loupe.family.ncp.internal.NcpOptions.Assumed;
import org.loupe.model.BadInputException;
import org.loupe.model.ModelCard;
import org.loupe.model.Wiring;
import org.loupe.project.ModelFamily;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Liquid networks: CfC and LTC cells, fully connected and wired as Neural Circuit Policies, as ncps
 * for PyTorch and ncps-mlx save them (Lechner et al., Neural circuit policies enabling auditable
 * autonomy, 2020).
 */
@Component
public final class LiquidNetworks implements ModelFamily {

  /** Made once by Declarative Services. */
  @Activate
  public LiquidNetworks() {}

  @Override
  public Optional<Member> recognise(Path file, @Nullable ModelCard card) throws BadInputException {
    try (StateDict dict = StateDict.open(file)) {
      LiquidReader reader = new LiquidReader(dict, card);
      Optional<Place> place = reader.find();
      return place.isEmpty() ? Optional.empty() : Optional.of(member(reader, place.get(), card));
    }
  }

  private static Member member(LiquidReader reader, Place place, @Nullable ModelCard card) {
    try {
      LiquidNetwork network = reader.read(place);
      return new Member(
          "a liquid network (" + network.describe() + ")",
          assumptions(place, network),
          null,
          String.join(
              "\n",
              network.code(),
              network.identity(),
              place.section(),
              String.valueOf(card == null ? null : card.stateDict())),
          Map.of(NcpOptions.POINTER, NcpOptions.of(card).with(network.assumed())));
    } catch (BadInputException e) {
      String kind = place.cells().get(0).kind() == CellNames.Kind.CFC ? "CfC" : "LTC";
      return new Member(
          "a liquid network (" + kind + ")",
          List.of(),
          String.valueOf(e.getMessage()),
          "",
          Map.of());
    }
  }

  private static List<String> assumptions(Place place, LiquidNetwork network) {
    List<String> sentences = new ArrayList<>();
    if (!place.others().isEmpty()) {
      sentences.add(
          "Its section "
              + place.section()
              + " is opened; "
              + String.join(", ", place.others())
              + " would be by stateDict.sections in the model card.");
    }
    network.assumed().stream().map(Assumed::sentence).forEach(sentences::add);
    if (!place.weights().otherTypes().isEmpty()) {
      sentences.add(
          "Its numbers are saved as "
              + String.join(", ", place.weights().otherTypes())
              + " and computed as float32.");
    }
    return sentences;
  }

  @Override
  public void write(Path file, @Nullable ModelCard card, Path archive) throws BadInputException {
    try (StateDict dict = StateDict.open(file)) {
      LiquidReader reader = new LiquidReader(dict, card);
      Place place = place(reader, file);
      LiquidNetwork network = reader.read(place);
      ScriptWriter.write(network.module(place.weights()), Map.of("ncp", network.code()), archive);
    }
  }

  @Override
  public Optional<Wiring> wiring(Path file, @Nullable ModelCard card) throws BadInputException {
    Wiring said = card == null ? null : card.wiring();
    if (said != null && !said.neuronTypes().isEmpty()) {
      return Optional.of(said);
    }
    try (StateDict dict = StateDict.open(file)) {
      LiquidReader reader = new LiquidReader(dict, card);
      Place place = place(reader, file);
      Optional<Wiring> found = reader.read(place).wiring(place.weights());
      return said == null
          ? found
          : found.map(wiring -> new Wiring(wiring.neuronTypes(), said.adjacency()));
    }
  }

  private static Place place(LiquidReader reader, Path file) throws BadInputException {
    return reader
        .find()
        .orElseThrow(
            () ->
                new BadInputException(
                    file + " holds no liquid network any more; was the file changed?"));
  }
}
