package org.loupe.project.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.Inspection;
import org.loupe.model.BadInputException;
import org.loupe.model.ModelCard;
import org.loupe.project.ModelFamily;
import org.loupe.project.ModelFamily.Member;
import org.loupe.project.internal.data.KnownFiles;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The families of models that are installed, and the archives they write. Thread-safe. */
@Component(service = Families.class)
public final class Families {
  private final List<ModelFamily> installed = new CopyOnWriteArrayList<>();
  private final KnownFiles files;
  private final FamilyArchives archives;

  /** Inside a framework: archives are kept in the state folder. */
  @Activate
  public Families(BundleContext context) {
    this(StateFolder.of(context).resolve("families"));
  }

  /**
   * Outside a framework.
   *
   * @param folder where archives are kept; made by need
   */
  public Families(Path folder) {
    this.files = new KnownFiles();
    this.archives = new FamilyArchives(folder);
  }

  /** No families: state dicts need an architecture. */
  public static Families none() {
    return new Families(Path.of(""));
  }

  /** A family came. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "remove")
  public void add(ModelFamily family) {
    installed.add(family);
  }

  /** A family went. */
  public void remove(ModelFamily family) {
    installed.remove(family);
  }

  /**
   * A file that a family knows.
   *
   * @param file the state dict
   * @param card what was known of it, or null
   * @param family that knows it
   * @param member what it is to the family
   */
  public record Recognised(
      Path file, @Nullable ModelCard card, ModelFamily family, Member member) {}

  /**
   * Asks the families.
   *
   * @return empty if the file is no state dict, or of no family
   * @throws BadInputException if there is no such file, or it is damaged or refused
   */
  public Optional<Recognised> recognise(Path file, @Nullable ModelCard card)
      throws BadInputException {
    if (installed.isEmpty() || !isStateDict(file)) {
      return Optional.empty();
    }
    for (ModelFamily family : installed) {
      Optional<Member> member = family.recognise(file, card);
      if (member.isPresent()) {
        return Optional.of(new Recognised(file, card, family, member.get()));
      }
    }
    return Optional.empty();
  }

  private static boolean isStateDict(Path file) throws BadInputException {
    return switch (Inspection.outline(file).kind()) {
      case TRAINING_CHECKPOINT, LEGACY_CHECKPOINT, SAFETENSORS, NPZ -> true;
      default -> false;
    };
  }

  /**
   * The archive of a file that was recognised, which is written unless it is there.
   *
   * @throws BadInputException if none can be written
   */
  public Path archive(Recognised recognised) throws BadInputException {
    String problem = recognised.member().problem();
    if (problem != null) {
      throw new BadInputException(problem);
    }
    return archives.of(recognised, CheckpointDigest.of(recognised.file(), files));
  }
}
