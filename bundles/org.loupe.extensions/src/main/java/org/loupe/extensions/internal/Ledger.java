package org.loupe.extensions.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.loupe.extensions.InstalledExtension.InstalledBundle;
import org.loupe.model.BadInputException;
import org.osgi.framework.Version;

/**
 * What {@code installed.json} says: the truth of what is installed, whatever the framework has.
 *
 * @param format of this file
 * @param extensions ordered by id
 * @param agreed digests of what a person agreed to, though nobody known vouches for it
 */
record Ledger(int format, List<Entry> extensions, Set<String> agreed) {
  private static final int FORMAT = 1;
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final ObjectReader READER =
      MAPPER.readerFor(Ledger.class).with(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);

  static final Ledger EMPTY = new Ledger(FORMAT, List.of(), Set.of());

  /**
   * One extension.
   *
   * @param source where it came from
   * @param enabled whether it is to be used
   * @param bundles ordered by symbolic name
   */
  record Entry(
      String id,
      String name,
      String version,
      String source,
      boolean enabled,
      List<InstalledBundle> bundles) {
    Entry {
      bundles =
          bundles.stream().sorted(Comparator.comparing(InstalledBundle::symbolicName)).toList();
    }

    Entry enabled(boolean wanted) {
      return new Entry(id, name, version, source, wanted, bundles);
    }
  }

  Ledger {
    extensions = extensions.stream().sorted(Comparator.comparing(Entry::id)).toList();
    agreed = new TreeSet<>(agreed);
  }

  static Ledger read(byte[] json, String file) throws BadInputException {
    try {
      Ledger ledger = READER.readValue(json);
      if (ledger.format != FORMAT) {
        throw new BadInputException(
            file
                + " has format "
                + ledger.format
                + ", this Loupe reads "
                + FORMAT
                + "; start the version of Loupe that wrote it.");
      }
      ledger.extensions.stream()
          .flatMap(entry -> entry.bundles.stream())
          .forEach(Ledger::requireUsable);
      return ledger;
    } catch (IOException | NullPointerException | IllegalArgumentException e) {
      throw new BadInputException(
          file + " cannot be read; remove it, and install extensions again.", e);
    }
  }

  private static void requireUsable(InstalledBundle bundle) {
    Version.parseVersion(bundle.version());
    if (!bundle.sha256().matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("'" + bundle.sha256() + "' is no SHA-256");
    }
  }

  byte[] json() {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a document that is no JSON", e);
    }
  }

  Optional<Entry> find(String id) {
    return extensions.stream().filter(entry -> entry.id.equals(id)).findFirst();
  }

  Ledger with(Entry entry) {
    List<Entry> others = new ArrayList<>(without(entry.id).extensions);
    others.add(entry);
    return new Ledger(format, others, agreed);
  }

  Ledger without(String id) {
    return new Ledger(
        format, extensions.stream().filter(entry -> !entry.id.equals(id)).toList(), agreed);
  }

  Ledger agreedTo(Collection<String> digests) {
    Set<String> all = new TreeSet<>(agreed);
    all.addAll(digests);
    return new Ledger(format, extensions, all);
  }

  /** The digests of all files that must be kept. */
  Set<String> digests() {
    return extensions.stream()
        .flatMap(entry -> entry.bundles.stream())
        .map(InstalledBundle::sha256)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
