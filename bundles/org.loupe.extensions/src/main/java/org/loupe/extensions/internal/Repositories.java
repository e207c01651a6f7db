package org.loupe.extensions.internal;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loupe.extensions.ExtensionException;
import org.loupe.model.BadInputException;
import org.loupe.model.Progress;

/** The list of repositories, {@code repositories.json}, and what they offer now. */
final class Repositories {
  private static final System.Logger LOG = System.getLogger(Repositories.class.getName());
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final long MOST_BYTES = 64L << 20;

  private final StateFolder state;
  private final Fetch fetch;

  Repositories(StateFolder state, Fetch fetch) {
    this.state = state;
    this.fetch = fetch;
  }

  /** In the order in which they were added; none where the list cannot be read. */
  List<String> addresses() {
    if (!Files.exists(state.repositories())) {
      return List.of();
    }
    try {
      return List.copyOf(
          MAPPER.readValue(state.repositories().toFile(), new TypeReference<List<String>>() {}));
    } catch (IOException | NullPointerException e) {
      LOG.log(Level.ERROR, state.repositories() + " cannot be read and counts as empty", e);
      return List.of();
    }
  }

  void add(String given, Progress progress)
      throws BadInputException, ExtensionException, IOException {
    String address = Fetch.address(given).toString();
    List<String> all = new ArrayList<>(addresses());
    if (all.contains(address)) {
      throw new BadInputException(address + " is among the repositories already.");
    }
    read(address, progress);
    all.add(address);
    write(all);
  }

  void remove(String given) throws BadInputException, IOException {
    String address = Fetch.address(given).toString();
    List<String> all = new ArrayList<>(addresses());
    if (!all.remove(address)) {
      throw new BadInputException(
          address
              + " is none of the repositories; there are "
              + (all.isEmpty() ? "none" : String.join(", ", all))
              + ".");
    }
    write(all);
  }

  private void write(List<String> all) throws IOException {
    AtomicFile.write(state.repositories(), MAPPER.writeValueAsBytes(all));
  }

  /**
   * What all of them offer.
   *
   * @throws ExtensionException if none can be read
   */
  List<IndexedResource> resources(Progress progress)
      throws BadInputException, ExtensionException, IOException {
    List<IndexedResource> resources = new ArrayList<>();
    List<String> all = addresses();
    @Nullable Exception failure = null;
    int read = 0;
    for (String address : all) {
      try {
        resources.addAll(read(address, progress));
        read++;
      } catch (BadInputException | ExtensionException e) {
        LOG.log(Level.WARNING, "The repository " + address + " is left out", e);
        failure = e;
      }
    }
    if (read == 0 && failure != null) {
      throw new ExtensionException("No repository can be read: " + failure.getMessage(), failure);
    }
    return resources;
  }

  private List<IndexedResource> read(String address, Progress progress)
      throws BadInputException, ExtensionException, IOException {
    try (Staging staging = Staging.in(state.staging())) {
      Path file = staging.fresh(".xml");
      fetch.copy(URI.create(address), file, MOST_BYTES, progress);
      return RepositoryIndex.read(file, URI.create(address), address).stream()
          .map(each -> each.from(address))
          .toList();
    }
  }
}
