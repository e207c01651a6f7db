package org.loupe.checkpoint.internal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    ZipArchive.Entry entry = zip.entries().get(prefix + "data.pkl");
    try (InputStream in = new BufferedInputStream(zip.stream(entry), 1 << 16)) {
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

  /**
   * A text entry, empty if there is none.
   *
   * @throws BadInputException if it is too long or damaged
   */
  public Optional<String> text(String name) throws BadInputException {
    ZipArchive.Entry entry = zip.entries().get(prefix + name);
    return entry == null
        ? Optional.empty()
        : Optional.of(new String(zip.read(entry, LARGEST_TEXT), StandardCharsets.UTF_8));
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
  public byte[] bytes(Storage storage, StoredType type, long from, long elements)
      throws BadInputException {
    return zip.read(
        entry(storage), from * type.bytes(), TorchFile.length(zip.file(), type, elements));
  }

  @Override
  public TorchZip reopened() throws BadInputException {
    TorchZip again = new TorchZip(zip.reopened(), prefix);
    again.root = root;
    again.storages = storages;
    again.bigEndian = bigEndian;
    return again;
  }

  private ZipArchive.Entry entry(Storage storage) throws BadInputException {
    ZipArchive.Entry entry = zip.entries().get(prefix + "data/" + storage.key());
    if (entry == null) {
      throw new BadInputException(
          zip.file()
              + " has no entry 'data/"
              + storage.key()
              + "', which a tensor needs; the file is incomplete.");
    }
    return entry;
  }

  @Override
  public void close() throws BadInputException {
    zip.close();
  }
}
