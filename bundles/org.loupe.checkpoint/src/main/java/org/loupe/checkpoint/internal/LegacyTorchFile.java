package org.loupe.checkpoint.internal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.StoredType;
import org.loupe.checkpoint.internal.pickle.Pickle;
import org.loupe.checkpoint.internal.pickle.PickleException;
import org.loupe.checkpoint.internal.pickle.Storage;
import org.loupe.model.BadInputException;

/** The format of PyTorch before 1.6: five pickles, then the storages one after the other. */
public final class LegacyTorchFile implements TorchFile {
  private static final BigInteger MAGIC = new BigInteger("119547037146038801333356");

  /** Bytes per element of storages whose numbers are not read. */
  private static final Map<String, Integer> UNREAD =
      Map.of(
          "ComplexFloatStorage", 8,
          "ComplexDoubleStorage", 16,
          "QInt8Storage", 1,
          "QUInt8Storage", 1,
          "QInt32Storage", 4,
          "UntypedStorage", 1);

  /** Where a storage's bytes stand. */
  private record Place(long offset, long bytes) {}

  private final FileStamp stamp;
  private final Path file;
  private final FileChannel channel;
  private @Nullable Object root;
  private Map<String, Storage> storages = Map.of();
  private boolean bigEndian;
  private final Map<String, Place> places;

  private LegacyTorchFile(FileStamp stamp, FileChannel channel, Map<String, Place> places) {
    this.stamp = stamp;
    this.file = stamp.file();
    this.channel = channel;
    this.places = places;
  }

  /**
   * Opens a file and reads its pickles.
   *
   * @throws BadInputException if it is none, or refused
   */
  public static LegacyTorchFile open(Path file) throws BadInputException {
    try {
      LegacyTorchFile opened =
          new LegacyTorchFile(FileStamp.of(file), channel(file), new HashMap<>());
      try {
        opened.load();
        return opened;
      } catch (IOException e) {
        opened.close();
        throw TorchFile.refused(file, e);
      }
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static FileChannel channel(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.READ);
  }

  @Override
  public LegacyTorchFile reopened() throws BadInputException {
    stamp.requireUnchanged();
    try {
      LegacyTorchFile again = new LegacyTorchFile(stamp, channel(file), places);
      again.root = root;
      again.storages = storages;
      again.bigEndian = bigEndian;
      return again;
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private void load() throws IOException {
    InputStream in =
        new BufferedInputStream(new ChannelStream(channel, 0, channel.size()), 1 << 16);
    Pickle pickle = new Pickle(in);
    if (!MAGIC.equals(pickle.load())) {
      throw new PickleException("no PyTorch checkpoint (its magic number is missing)");
    }
    pickle.load();
    bigEndian =
        pickle.load() instanceof Map<?, ?> system
            && Boolean.FALSE.equals(system.get("little_endian"));
    root = pickle.load();
    storages = Map.copyOf(pickle.storages());
    if (!(pickle.load() instanceof List<?> keys)) {
      throw new PickleException("no list of storages");
    }
    locate(keys, pickle.position());
  }

  private void locate(List<?> keys, long begin) throws IOException {
    long position = begin;
    for (Object key : keys) {
      Storage storage = key instanceof String text ? storages.get(text) : null;
      Integer width = storage == null ? null : width(storage.type());
      if (storage == null || width == null) {
        throw new PickleException("a storage of unknown kind, so that the others cannot be found");
      }
      long elements = number(position);
      if (elements < 0 || elements > (channel.size() - position - 8) / width) {
        throw new PickleException(
            "a storage of " + elements + " elements that leaves the file; it is cut off");
      }
      places.put(storage.key(), new Place(position + 8, elements * width));
      position += 8 + elements * width;
    }
  }

  private static @Nullable Integer width(String storageClass) {
    return StoredType.ofStorage(storageClass)
        .map(StoredType::bytes)
        .orElse(UNREAD.get(storageClass));
  }

  private long number(long position) throws IOException {
    ByteBuffer number = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    while (number.hasRemaining()) {
      if (channel.read(number, position + number.position()) < 0) {
        throw new PickleException("fewer storages than it names; it is cut off");
      }
    }
    return number.getLong(0);
  }

  @Override
  public Path file() {
    return file;
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
    return place(storage).bytes() / type.bytes();
  }

  @Override
  public byte[] bytes(Storage storage, StoredType type, long from, long elements)
      throws BadInputException {
    int length = TorchFile.length(file, type, elements);
    long offset = place(storage).offset() + from * type.bytes();
    try (InputStream in = new ChannelStream(channel, offset, length)) {
      return in.readNBytes(length);
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private Place place(Storage storage) throws BadInputException {
    Place place = places.get(storage.key());
    if (place == null) {
      throw new BadInputException(
          file + " lacks storage '" + storage.key() + "', which a tensor needs.");
    }
    return place;
  }

  @Override
  public void close() throws BadInputException {
    try {
      channel.close();
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be closed: " + e.getMessage(), e);
    }
  }
}
