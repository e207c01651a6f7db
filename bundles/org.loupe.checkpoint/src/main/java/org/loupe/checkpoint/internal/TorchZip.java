package org.loupe.checkpoint.internal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.StoredType;
import org.loupe.checkpoint.ZipArchive;
import org.loupe.checkpoint.internal.pickle.Pickle;
import org.loupe.checkpoint.internal.pickle.Storage;
import org.loupe.model.BadInputException;

/** The ZIP format of PyTorch since 1.6, of training checkpoints and of TorchScript alike. */
public final class TorchZip implements TorchFile {
  private static final long LARGEST_TEXT = 16L << 20;

  private final ZipArchive zip;
  private final String prefix;
  private @Nullable Object root;
  private Map<String, Storage> storages = Map.of();
  private boolean bigEndian;

  private TorchZip(ZipArchive zip, String prefix) {
    this.zip = zip;
    this.prefix = prefix;
  }

  /**
   * Opens an archive and reads its pickle.
   *
   * @throws BadInputException if it is none, or refused
   */
  public static TorchZip open(Path file) throws BadInputException {
    TorchZip archive = openUnread(file);
    try {
      archive.load();
      return archive;
    } catch (BadInputException e) {
      archive.close();
      throw e;
    }
  }

  /**
   * Opens an archive without reading its pickle.
   *
   * @throws BadInputException if it has none
   */
  public static TorchZip openUnread(Path file) throws BadInputException {
    ZipArchive zip = ZipArchive.open(file);
    // libtorch, too, takes the folder of the first entry for the archive's name
    String first = zip.entries().keySet().stream().findFirst().orElse("");
    String prefix = first.substring(0, first.indexOf('/') + 1);
    if (prefix.isEmpty() || !zip.entries().containsKey(prefix + "data.pkl")) {
      zip.close();
      throw new BadInputException(
          file
              + " is a ZIP archive without data.pkl (its first entry is '"
              + first
              + "'); one written by torch.save or torch.jit.save was expected.");
    }
    return new TorchZip(zip, prefix);
  }

  private void load() throws BadInputException {
    bigEndian = text("byteorder").map(String::strip).filter("big"::equals).isPresent();
    try (InputStream in = stream("data.pkl").orElseThrow()) {
      Pickle pickle = new Pickle(in);
      root = pickle.load();
      storages = pickle.storages();
    } catch (IOException e) {
      throw TorchFile.refused(zip.file(), e);
    }
  }

  /** Whether it holds TorchScript: code beside the data. */
  public boolean hasCode() {
    return zip.entries().containsKey(prefix + "constants.pkl")
        && zip.entries().keySet().stream().anyMatch(name -> name.startsWith(prefix + "code/"));
  }

  /** Names of the entries, without the archive's own folder. */
  public List<String> names() {
    return zip.entries().keySet().stream()
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()))
        .toList();
  }

  /** An entry as a stream, empty if there is none. */
  public Optional<InputStream> stream(String name) {
    return entry(name).map(entry -> new BufferedInputStream(zip.stream(entry), 1 << 16));
  }

  /** Unpacked bytes of an entry, empty if there is none. */
  public OptionalLong size(String name) {
    return entry(name).map(entry -> OptionalLong.of(entry.size())).orElse(OptionalLong.empty());
  }

  /**
   * The format version, empty if it says none.
   *
   * @throws BadInputException if what says it is too long or damaged
   */
  public Optional<String> version() throws BadInputException {
    // where it stands since version 10; libtorch, too, looks there first
    Optional<String> newer = text(".data/version");
    return (newer.isPresent() ? newer : text("version")).map(String::strip);
  }

  /** Whether all entries stand in the archive's own folder. */
  public boolean isAlone() {
    return zip.entries().keySet().stream().allMatch(name -> name.startsWith(prefix));
  }

  /**
   * A text entry, empty if there is none.
   *
   * @throws BadInputException if it is too long or damaged
   */
  public Optional<String> text(String name) throws BadInputException {
    return text(name, StandardCharsets.UTF_8);
  }

  /**
   * A text entry, empty if there is none.
   *
   * @throws BadInputException if it is too long or damaged
   */
  public Optional<String> text(String name, Charset charset) throws BadInputException {
    Optional<ZipArchive.Entry> entry = entry(name);
    return entry.isEmpty()
        ? Optional.empty()
        : Optional.of(new String(zip.read(entry.get(), LARGEST_TEXT), charset));
  }

  private Optional<ZipArchive.Entry> entry(String name) {
    return Optional.ofNullable(zip.entries().get(prefix + name));
  }

  @Override
  public Path file() {
    return zip.file();
  }

  @Override
  public @Nullable Object root() {
    return root;
  }

  @Override
  public Map<String, Storage> storages() {
    return storages;
  }

  @Override
  public boolean isBigEndian() {
    return bigEndian;
  }

  @Override
  public long available(Storage storage, StoredType type) throws BadInputException {
    return entry(storage).size() / type.bytes();
  }

  @Override
  public byte[] bytes(Storage storage, StoredType type) throws BadInputException {
    return zip.read(entry(storage), Long.MAX_VALUE);
  }

  private ZipArchive.Entry entry(Storage storage) throws BadInputException {
    return entry("data/" + storage.key())
        .orElseThrow(
            () ->
                new BadInputException(
                    zip.file()
                        + " has no entry 'data/"
                        + storage.key()
                        + "', which a tensor needs; the file is incomplete."));
  }

  @Override
  public void close() throws BadInputException {
    zip.close();
  }
}
