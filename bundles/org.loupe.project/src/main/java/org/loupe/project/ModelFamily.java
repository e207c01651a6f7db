package org.loupe.project;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.model.ModelCard;
import org.loupe.model.Wiring;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A family of models whose architecture is known, so that a state dict alone can be opened: it
 * writes the code that the file does not hold. Registered as a service; families come and go while
 * Loupe runs.
 *
 * <p>What neither the file nor the family's own defaults say (an activation, a wiring) stands in
 * the model card under a key of the family that begins with {@code x-}.
 *
 * <p>Implementations are thread-safe, execute nothing of the file, and bound sizes before they
 * allocate.
 */
@ConsumerType
public interface ModelFamily {

  /**
   * Says whether a file is a state dict of this family. Reads names and shapes, but no numbers.
   *
   * @param file a state dict: {@code .pt}, {@code .safetensors}, {@code .npz}
   * @param card what is known of the model, or null
   * @return empty if it is of another family, or none
   * @throws BadInputException if the file is damaged or refused
   */
  Optional<Member> recognise(Path file, @Nullable ModelCard card) throws BadInputException;

  /**
   * Writes a TorchScript archive that computes what the file's model computes. The same file and
   * card give the same bytes.
   *
   * @param file which was recognised
   * @param card as it was then
   * @param archive where it goes; appears whole or not at all
   * @throws BadInputException if something is missing, of another shape or not finite in size,
   *     saying what was found and what was expected, or the archive cannot be written
   */
  void write(Path file, @Nullable ModelCard card, Path archive) throws BadInputException;

  /**
   * The wiring for a card that is drafted, in the order of the state's units.
   *
   * @param file which was recognised
   * @param card as it was then
   * @return empty if the model has none, or it cannot be told
   * @throws BadInputException if the file is damaged or refused
   */
  Optional<Wiring> wiring(Path file, @Nullable ModelCard card) throws BadInputException;

  /**
   * What was recognised.
   *
   * @param description in words that follow 'recognised as': {@code a liquid network (ncps CfC, 7
   *     inputs, 32 units, 3 outputs)}
   * @param assumptions what the file does not say and was assumed, in sentences that name the
   *     card's key that says otherwise
   * @param problem why no archive can be written, in a sentence that says what to do; null if one
   *     can
   * @param identity all that decides what the archive is, besides the file's bytes
   * @param extensions for a card that is drafted, with what was assumed: JSON pointer to JSON text
   */
  record Member(
      String description,
      List<String> assumptions,
      @Nullable String problem,
      String identity,
      Map<String, String> extensions) {
    /** Copies list and map. */
    public Member {
      assumptions = List.copyOf(assumptions);
      extensions = Collections.unmodifiableMap(new LinkedHashMap<>(extensions));
    }
  }
}
