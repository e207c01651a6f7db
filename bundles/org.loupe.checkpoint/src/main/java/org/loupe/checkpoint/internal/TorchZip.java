package org.loupe.checkpoint.internal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  /** The entry that holds the value. */
  public static final String PICKLE = "data.pkl";

  private static final long LARGEST_TEXT = 16L << 20;

  private final ZipArchive zip;
  private final String prefix;
  private @Nullable Object root;
  private @Nullable Pickle pickle;
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
    if (prefix.isEmpty() || !zip.entries().containsKey(prefix + PICKLE)) {
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
    try (InputStream in = stream(PICKLE).orElseThrow()) {
      pickle = new Pickle(in);
      root = pickle.load();
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

  /**
   * The bytes of the pickle.
   *
   * @throws BadInputException if it is too long or damaged
   */
  public byte[] pickleBytes() throws BadInputException {
    return zip.read(pickleEntry(), Pickle.LARGEST);
  }

  private ZipArchive.Entry pickleEntry() {
    return Objects.requireNonNull(zip.entries().get(prefix + PICKLE), PICKLE);
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
    return pickle == null ? Map.of() : pickle.storages();
  }

  /** What was read of the pickle; null if it was opened unread. */
  public @Nullable Pickle pickle() {
    return pickle;
  }

  /** The archive underneath. */
  public ZipArchive zip() {
    return zip;
  }

  /** The archive's own folder, with its slash, in which all entries stand. */
  public String prefix() {
    return prefix;
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
  public byte[] bytes(Storage storage, StoredType type, long from, long elements)
      throws BadInputException {
    return zip.read(
        entry(storage), from * type.bytes(), TorchFile.length(zip.file(), type, elements));
  }

  @Override
  public TorchZip reopened() throws BadInputException {
    TorchZip again = new TorchZip(zip.reopened(), prefix);
    again.root = root;
    again.pickle = pickle;
    again.bigEndian = bigEndian;
    return again;
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
