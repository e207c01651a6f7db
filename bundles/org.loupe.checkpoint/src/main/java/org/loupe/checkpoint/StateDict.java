package org.loupe.checkpoint;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.internal.StateDictNames;
import org.loupe.checkpoint.internal.TensorFile;
import org.loupe.checkpoint.internal.TensorFileContents;
import org.loupe.model.BadInputException;
import org.loupe.model.StateDictRules;

/**
 * The tensors of a training checkpoint: {@code .pt} and {@code .pth} (zip, legacy, and whole
 * modules saved with torch.save), {@code .safetensors}, {@code .npz}. Nothing in the file is
 * executed; objects of unknown classes are passed over.
 *
 * <p>A section is a key of the checkpoint under which tensors stand: {@code model_state_dict}. Its
 * tensors have the names that follow it; those of nested dictionaries are joined by dots, and
 * {@code model.backbone} names a section within a section.
 *
 * <p>Not safe for use by several threads.
 */
public final class StateDict implements AutoCloseable {
  private final TensorFile file;
  private final TensorFileContents contents;

  private StateDict(TensorFile file) {
    this.file = file;
    contents = file.contents();
  }

  /**
   * Opens a training checkpoint.
   *
   * @throws BadInputException if it is none, or refused
   */
  public static StateDict open(Path path) throws BadInputException {
    return new StateDict(TensorFile.open(path));
  }

  /** Opens the same file again, also after this was closed, without parsing it a second time. */
  StateDict reopened() throws BadInputException {
    return new StateDict(file.reopened());
  }

  /** The file. */
  public Path file() {
    return file.file();
  }

  /** Keys of the checkpoint whose values hold tensors; empty if the checkpoint is a state dict. */
  public List<String> sections() {
    return contents.sections();
  }

  /**
   * What else the checkpoint holds (configuration, epoch, metrics, the metadata of a safetensors
   * file), as plain values: null, Boolean, numbers, String, List, Map; long lists are cut.
   */
  public Map<String, @Nullable Object> values() {
    return contents.values();
  }

  /**
   * The tensors of some sections, in the file's order.
   *
   * @param sections of the checkpoint, or none for the whole of it
   * @return by the name within the section
   * @throws BadInputException if there is no tensor, no such section, or a name stands in two of
   *     them
   */
  public Map<String, TensorInfo> tensors(List<String> sections) throws BadInputException {
    Map<String, TensorInfo> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, String> name :
        within(sections, contents.tensors().keySet()).entrySet()) {
      TensorInfo info = contents.tensors().get(name.getValue());
      tensors.put(
          name.getKey(), new TensorInfo(name.getKey(), info.type(), info.shape(), info.role()));
    }
    return tensors;
  }

  /**
   * The names of the tensors after a card's rules.
   *
   * @param rules sections, renaming and what to ignore
   * @return new name to name within the sections, in the file's order
   * @throws BadInputException as {@link #tensors} has it, or if a rule is none or makes two names
   *     one
   */
  public Map<String, String> renamed(StateDictRules rules) throws BadInputException {
    return StateDictNames.renamed(tensors(rules.sections()).keySet(), rules);
  }

  /**
   * Tensors whose numbers are not read: sparse and quantised ones, those of rare element types.
   *
   * @param sections as in {@link #tensors}
   * @return by the name within the section, what the tensor is, in words that follow 'is'
   */
  public Map<String, String> unread(List<String> sections) throws BadInputException {
    Map<String, String> unread = new LinkedHashMap<>();
    within(sections, contents.unread().keySet())
        .forEach((name, whole) -> unread.put(name, contents.unread().get(whole)));
    return unread;
  }

  /**
   * Reads a tensor.
   *
   * @param name as in {@link #tensors}
   * @param sections the same as there
   * @throws BadInputException if there is none of that name, or it is damaged
   */
  public StoredTensor read(String name, List<String> sections) throws BadInputException {
    for (String whole : wholeNames(name, sections)) {
      TensorInfo info = contents.tensors().get(whole);
      if (info != null) {
        return new StoredTensor(
            new TensorInfo(name, info.type(), info.shape(), info.role()), file.read(whole));
      }
      String unread = contents.unread().get(whole);
      if (unread != null) {
        throw new BadInputException(
            file.file() + ": tensor '" + name + "' is " + unread + "; it cannot be read.");
      }
    }
    throw new BadInputException(
        file.file()
            + " has no tensor '"
            + name
            + "'; it has "
            + String.join(", ", tensors(sections).keySet())
            + ".");
  }

  private static List<String> wholeNames(String name, List<String> sections) {
    return sections.isEmpty()
        ? List.of(name)
        : sections.stream().map(section -> section + "." + name).toList();
  }

  /** The names within some sections, each with its whole name. */
  private Map<String, String> within(List<String> sections, Collection<String> names)
      throws BadInputException {
    if (contents.tensors().isEmpty() && contents.unread().isEmpty()) {
      throw new BadInputException(
          file.file()
              + " holds no dictionary of tensors; save model.state_dict() in it."
              + String.join("", contents.remarks().stream().map(remark -> " " + remark).toList()));
    }
    Map<String, String> within = new LinkedHashMap<>();
    if (sections.isEmpty()) {
      names.forEach(name -> within.put(name, name));
    }
    for (String section : sections) {
      String prefix = section + ".";
      requireSection(section, prefix);
      for (String name : names) {
        if (name.startsWith(prefix) && within.put(name.substring(prefix.length()), name) != null) {
          throw new BadInputException(
              file.file()
                  + " has two tensors named '"
                  + name.substring(prefix.length())
                  + "' in the sections "
                  + String.join(", ", sections)
                  + ". Leave stateDict.sections out of the model card: names then begin with their "
                  + "section and a dot, and can be renamed.");
        }
      }
    }
    return within;
  }

  private void requireSection(String section, String prefix) throws BadInputException {
    boolean found =
        contents.tensors().keySet().stream().anyMatch(name -> name.startsWith(prefix))
            || contents.unread().keySet().stream().anyMatch(name -> name.startsWith(prefix));
    if (!found) {
      throw new BadInputException(
          file.file()
              + " has no section '"
              + section
              + "' with tensors; it has "
              + sections()
              + ". Correct stateDict.sections in the model card.");
    }
  }

  @Override
  public void close() throws BadInputException {
    file.close();
  }
}
