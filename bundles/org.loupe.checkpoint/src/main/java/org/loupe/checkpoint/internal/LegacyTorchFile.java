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

  private final Path file;
  private final FileChannel channel;
  private @Nullable Object root;
  private Map<String, Storage> storages = Map.of();
  private boolean bigEndian;
  private final Map<String, long[]> places = new HashMap<>();

  private LegacyTorchFile(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Opens a file and reads its pickles.
   *
   * @throws BadInputException if it is none, or refused
   */
  public static LegacyTorchFile open(Path file) throws BadInputException {
    try {
      LegacyTorchFile opened =
          new LegacyTorchFile(file, FileChannel.open(file, StandardOpenOption.READ));
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
      StoredType type = storage == null ? null : StoredType.ofStorage(storage.type()).orElse(null);
      if (storage == null || type == null) {
        throw new PickleException("a storage of unknown kind, so that the others cannot be found");
      }
      long elements = number(position);
      if (elements < 0 || elements > (channel.size() - position - 8) / type.bytes()) {
        throw new PickleException(
            "a storage of " + elements + " elements that leaves the file; it is cut off");
      }
      places.put(storage.key(), new long[] {position + 8, elements});
      position += 8 + elements * type.bytes();
    }
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
    return place(storage)[1];
  }

  @Override
  public byte[] bytes(Storage storage, StoredType type) throws BadInputException {
    long[] place = place(storage);
    long size = place[1] * type.bytes();
    try (InputStream in = new ChannelStream(channel, place[0], size)) {
      return in.readNBytes(Math.toIntExact(size));
    } catch (IOException | ArithmeticException e) {
      throw new BadInputException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private long[] place(Storage storage) throws BadInputException {
    long[] place = places.get(storage.key());
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
