package org.loupe.checkpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.loupe.checkpoint.internal.NewArchive;
import org.loupe.checkpoint.internal.pickle.ModulePickle;
import org.loupe.model.BadInputException;

/**
 * Writes TorchScript archives, as torch.jit.save does, for models whose weights are there and whose
 * code is known. The same modules and code give the same bytes.
 */
public final class ScriptWriter {
  /** What PyTorch has written since 1.6, and reads. */
  private static final String VERSION = "3\n";

  /** A pickle of the empty tuple: the code holds its own constants. */
  private static final byte[] NO_CONSTANTS = {(byte) 0x80, 2, ')', '.'};

  private ScriptWriter() {}

  /**
   * Writes an archive: to a temporary file beside its place, which is then moved there.
   *
   * @param model the model, whose class has the method {@code forward}
   * @param code source by module: {@code ncp} for the classes {@code __torch__.ncp.*}. Every class
   *     declares the attributes of its objects, and besides {@code training : bool}
   * @param to where the archive goes; what is there is replaced
   * @throws BadInputException if the file cannot be written
   */
  public static void write(ScriptModule model, Map<String, String> code, Path to)
      throws BadInputException {
    ModulePickle pickle = ModulePickle.of(model);
    try {
      NewArchive.write(
          to,
          zip -> {
            List<StoredTensor> storages = pickle.storages();
            for (int i = 0; i < storages.size(); i++) {
              zip.store("archive/data/" + i, storages.get(i).bytes());
            }
            zip.store("archive/data.pkl", pickle.bytes());
            for (Map.Entry<String, String> source : code.entrySet()) {
              zip.store(
                  "archive/code/__torch__/" + source.getKey() + ".py", text(source.getValue()));
            }
            zip.store("archive/constants.pkl", NO_CONSTANTS);
            zip.store("archive/version", text(VERSION));
            zip.store("archive/byteorder", text("little"));
          });
    } catch (IOException e) {
      throw new BadInputException("The archive cannot be written to " + to + ": " + e, e);
    }
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
