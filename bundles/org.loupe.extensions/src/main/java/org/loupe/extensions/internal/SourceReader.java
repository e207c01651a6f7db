package org.loupe.extensions.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.loupe.extensions.ExtensionException;
import org.loupe.model.BadInputException;
import org.loupe.model.Progress;

/** Finds out what a person means by a file, an address or a name, and reads it. */
final class SourceReader {
  private static final int ZIP = 0x504b;
  private static final int GZIP = 0x1f8b;

  private final Fetch fetch;
  private final Repositories repositories;

  SourceReader(Fetch fetch, Repositories repositories) {
    this.fetch = fetch;
    this.repositories = repositories;
  }

  Selection read(String source, Staging staging, Progress progress)
      throws BadInputException, ExtensionException, IOException {
    boolean name =
        !Fetch.isAddress(source)
            && source.matches("[A-Za-z0-9._-]+")
            && !Files.exists(Path.of(source));
    return name ? named(source, staging, progress) : file(source, staging, progress);
  }

  /** The newest that the repositories offer under a name. */
  Selection named(String id, Staging staging, Progress progress)
      throws BadInputException, ExtensionException, IOException {
    List<IndexedResource> all = repositories.resources(progress);
    IndexedResource newest =
        all.stream()
            .filter(each -> each.identity().symbolicName().equals(id))
            .max(Comparator.comparing(each -> each.identity().version()))
            .orElseThrow(() -> unknown(id, all));
    return select(newest, all, staging, progress);
  }

  private BadInputException unknown(String id, List<IndexedResource> all) {
    String offered =
        IndexedResource.extensions(all).stream()
            .map(each -> each.identity().symbolicName())
            .distinct()
            .sorted()
            .limit(20)
            .collect(Collectors.joining(", "));
    return new BadInputException(
        "There is no file '"
            + id
            + "', and no repository offers an extension of this name; "
            + (repositories.addresses().isEmpty()
                ? "there are no repositories ('loupe repository add ADDRESS' adds one)."
                : "they offer " + (offered.isEmpty() ? "nothing" : offered) + "."));
  }

  private Selection file(String source, Staging staging, Progress progress)
      throws BadInputException, ExtensionException, IOException {
    URI address = Fetch.address(source);
    Path file = staging.fresh(".file");
    String digest = fetch.copy(address, file, BoundedZip.MOST_BYTES, progress);
    String label = Fetch.isAddress(source) ? source : Path.of(source).getFileName().toString();
    int magic = magic(file);
    if (magic == ZIP) {
      return archive(file, digest, label, source(source), staging, progress);
    }
    if (magic != GZIP && (magic >> 8) != '<' && magic != 0xefbb) {
      throw new BadInputException(
          label
              + " is none of what can be installed; a bundle (.jar), a feature archive (.zip) or a"
              + " repository index (.xml, .xml.gz) was expected.");
    }
    List<IndexedResource> all = RepositoryIndex.read(file, address, label);
    List<IndexedResource> extensions = IndexedResource.extensions(all);
    if (extensions.size() != 1) {
      throw new BadInputException(
          label
              + " offers "
              + extensions.size()
              + " extensions; add it as a repository ('loupe repository add "
              + source
              + "') and install one by its name: "
              + extensions.stream()
                  .map(each -> each.identity().symbolicName())
                  .sorted()
                  .limit(20)
                  .collect(Collectors.joining(", "))
              + ".");
    }
    return select(extensions.get(0), all, staging, progress);
  }

  /** What people gave, so that it can be found again from elsewhere. */
  private static String source(String given) {
    return Fetch.isAddress(given) ? given : Path.of(given).toAbsolutePath().normalize().toString();
  }

  private Selection archive(
      Path file, String digest, String label, String source, Staging staging, Progress progress)
      throws BadInputException, IOException {
    BoundedZip.check(file, label);
    if (FeatureArchive.isOne(file)) {
      Selection read = FeatureArchive.read(file, staging.folder(), label, progress);
      return new Selection(
          read.id(), read.name(), read.version(), source, read.wanted(), read.available());
    }
    BundleFile bundle = BundleFile.read(file, label);
    Identity identity = bundle.identity();
    Offer offer = new Offer(identity, new Content.Here(file, Files.size(file), digest));
    return new Selection(
        identity.symbolicName(),
        bundle.name(),
        identity.version().toString(),
        source,
        List.of(offer),
        List.of());
  }

  private Selection select(
      IndexedResource wanted, List<IndexedResource> all, Staging staging, Progress progress)
      throws BadInputException, ExtensionException, IOException {
    String source = wanted.content().address().toString();
    if (wanted.identity().isBundle()) {
      List<Offer> available = new ArrayList<>();
      all.stream()
          .filter(each -> each.identity().isBundle())
          .map(IndexedResource::offer)
          .forEach(available::add);
      String id = wanted.identity().symbolicName();
      return new Selection(
          id,
          wanted.name(),
          wanted.identity().version().toString(),
          source,
          List.of(wanted.offer()),
          available);
    }
    Path file = staging.fresh(".zip");
    String label = wanted.identity().toString();
    Content.There content = wanted.content();
    long most = content.size() > 0 ? content.size() : BoundedZip.MOST_BYTES;
    String digest = fetch.copy(content.address(), file, most, progress);
    if (!digest.equals(content.sha256())) {
      throw FeatureArchive.wrongDigest(label, content.sha256(), digest);
    }
    Selection read = archive(file, digest, label, source, staging, progress);
    List<Offer> available = new ArrayList<>(read.available());
    all.stream()
        .filter(each -> each.identity().isBundle())
        .map(IndexedResource::offer)
        .forEach(available::add);
    return new Selection(read.id(), read.name(), read.version(), source, read.wanted(), available);
  }

  private static int magic(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.read() << 8 | in.read() & 0xff;
    }
  }
}
