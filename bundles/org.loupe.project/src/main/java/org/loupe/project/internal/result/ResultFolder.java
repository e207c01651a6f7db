package org.loupe.project.internal.result;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Result;
import org.loupe.analysis.Side;
import org.loupe.model.BadInputException;
import org.loupe.model.Tensor;
import org.loupe.plots.Figure;
import org.loupe.plots.render.Panel;
import org.loupe.plots.render.Scene;
import org.loupe.project.ResultRequest;
import org.loupe.project.Results;
import org.loupe.project.StoredResult;
import org.loupe.project.internal.data.NpzWriter;
import org.loupe.project.internal.record.RecordFile;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Writes results as folders: first beside their place, then moved there as a whole. */
@Component
public final class ResultFolder implements Results {
  /** The file that makes a folder a result. */
  static final String JSON = "result.json";

  /** The file that holds the arrays. */
  static final String ARRAYS = "arrays.npz";

  /** Nobody writes to one place so often that all of them fail. */
  private static final int MOST_ATTEMPTS = 20;

  private static final System.Logger LOG = System.getLogger(ResultFolder.class.getName());

  private final ResultJson json = new ResultJson();
  private final ResultReader reader = new ResultReader();
  private final RecordFile records = new RecordFile();
  private final ResultPlaces places = new ResultPlaces();

  /** Made once by Declarative Services. */
  @Activate
  public ResultFolder() {}

  /** The file of a figure. */
  static String fileOf(Figure figure) {
    return nameOf(figure) + ".svg";
  }

  /** The name of a figure's files, without what they end in. */
  static String nameOf(Figure figure) {
    if (!isFileName(figure.id() + ".svg")) {
      throw new IllegalArgumentException("the figure id '" + figure.id() + "' is no file name");
    }
    return figure.id();
  }

  /** Whether a text names a figure's file inside its folder. */
  static boolean isFileName(String text) {
    return text.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*\\.svg");
  }

  @Override
  public void requireWritable(Path folder) throws BadInputException {
    Path place = folder.toAbsolutePath().normalize();
    try {
      requireReplaceable(place);
      Path existing = place.getParent();
      while (!Files.exists(existing)) {
        existing = existing.getParent();
      }
      Files.delete(Files.createTempFile(existing, ".loupe", ".tmp"));
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  @Override
  public void write(Path folder, ResultRequest asked, Result result, List<Figure> figures)
      throws BadInputException {
    appear(folder, made -> fill(made, asked, result, figures));
  }

  /** Puts files into a folder. */
  private interface Filling {
    void fill(Path made) throws IOException;
  }

  /** Makes a folder appear whole or not at all. */
  private static void appear(Path folder, Filling filling) throws BadInputException {
    Path place = folder.toAbsolutePath().normalize();
    Path made = Leftovers.made(place);
    List<Path> parents = missing(place.getParent());
    boolean written = false;
    try {
      requireReplaceable(place);
      Files.createDirectories(place.getParent());
      Files.createDirectory(made);
      filling.fill(made);
      replace(place, made);
      written = true;
    } catch (IOException e) {
      throw unwritable(folder, e);
    } finally {
      Leftovers.delete(made);
      if (!written) {
        deleteEmpty(parents);
      }
    }
  }

  @Override
  public List<StoredResult> stored(Path folder, String checkpoint) throws BadInputException {
    List<StoredResult> stored = new ArrayList<>();
    for (Path method : ResultPlaces.methods(folder)) {
      stored.addAll(places.of(method, checkpoint));
    }
    return stored;
  }

  @Override
  public Inventory inventory(Path folder) throws BadInputException {
    List<StoredResult> found = new ArrayList<>();
    List<Damaged> damaged = new ArrayList<>();
    for (Path method : ResultPlaces.methods(folder)) {
      for (Path place : ResultPlaces.results(method)) {
        try {
          found.add(reader.readWhole(place));
        } catch (BadInputException e) {
          damaged.add(new Damaged(place, e.getMessage()));
        }
      }
    }
    return new Inventory(found, damaged);
  }

  @Override
  public Optional<StoredResult> find(Path folder, ResultRequest request) throws BadInputException {
    return places.find(folder.toAbsolutePath().normalize(), request);
  }

  @Override
  public Path place(Path folder, ResultRequest request, Set<Path> taken) throws BadInputException {
    return places.place(folder.toAbsolutePath().normalize(), request, taken);
  }

  @Override
  public void delete(Path folder) throws BadInputException {
    Path place = folder.toAbsolutePath().normalize();
    try {
      requireReplaceable(place);
      Path gone = Leftovers.gone(place);
      Files.move(place, gone, StandardCopyOption.ATOMIC_MOVE);
      Leftovers.delete(gone);
    } catch (IOException e) {
      throw new BadInputException(
          "The result in " + place + " cannot be deleted: " + reason(e) + ".", e);
    }
  }

  @Override
  public void export(StoredResult result, Optional<? extends InstalledMethod<?, ?>> method, Path to)
      throws BadInputException {
    if (Files.exists(to)) {
      throw new BadInputException(to + " is there already; choose another folder.");
    }
    List<Figure> figures = method.isPresent() ? figures(result, method.get()) : List.of();
    appear(to, made -> ResultExport.fill(made, result, figures));
  }

  private <R extends Result> List<Figure> figures(StoredResult result, InstalledMethod<?, R> method)
      throws BadInputException {
    return read(result, method).map(method::figures).orElse(List.of());
  }

  @Override
  public Side side(StoredResult stored) throws BadInputException {
    Path arrays = stored.folder().resolve(ARRAYS);
    return new Side(
        stored.provenance().checkpoint(),
        stored,
        reader.samples(stored.folder()),
        name -> new NpzArrays(arrays).read(name));
  }

  @Override
  public <R extends Result> Optional<R> read(StoredResult stored, InstalledMethod<?, R> method)
      throws BadInputException {
    Provenance provenance = stored.provenance();
    if (!method.info().id().equals(provenance.analyzer())
        || !method.info().version().equals(provenance.version())) {
      return Optional.empty();
    }
    NpzArrays arrays = new NpzArrays(stored.folder().resolve(ARRAYS));
    Optional<R> read =
        records.read(stored.folder(), method.resultType(), name -> arrays.read(name).values());
    if (read.isPresent() && !isOf(read.get().provenance(), provenance)) {
      throw new BadInputException(
          stored.folder().resolve(RecordFile.JSON)
              + " is the record of another result than "
              + JSON
              + " beside it; compute the result again.");
    }
    return read;
  }

  /** Whether two provenances are of one request and of the same files. */
  private static boolean isOf(Provenance record, Provenance provenance) {
    return ResultRequest.of(record).equals(ResultRequest.of(provenance))
        && record.version().equals(provenance.version())
        && record.checkpointSha256().equals(provenance.checkpointSha256())
        && record.datasetSha256().equals(provenance.datasetSha256())
        && record.compared().equals(provenance.compared());
  }

  /** The folders that are not there yet, from the innermost on. */
  private static List<Path> missing(Path folder) {
    List<Path> missing = new ArrayList<>();
    for (Path path = folder; path != null && !Files.exists(path); path = path.getParent()) {
      missing.add(path);
    }
    return missing;
  }

  private static void deleteEmpty(List<Path> folders) {
    try {
      for (Path folder : folders) {
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      // Somebody else has put something there meanwhile: it stays, and what it lies in.
      LOG.log(System.Logger.Level.DEBUG, "a folder stays", e);
    }
  }

  private static BadInputException unwritable(Path folder, IOException e) {
    return new BadInputException(
        "The result cannot be written to "
            + folder
            + ": "
            + reason(e)
            + "; choose another folder or make room there.",
        e);
  }

  private void fill(Path made, ResultRequest asked, Result result, List<Figure> figures)
      throws IOException {
    for (Figure figure : figures) {
      String svg = Scene.document(List.of(Panel.of(figure))).svg();
      Files.write(made.resolve(fileOf(figure)), svg.getBytes(StandardCharsets.UTF_8));
    }
    Map<String, Tensor> arrays = ResultJson.stored(result);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(made.resolve(ARRAYS)))) {
      NpzWriter.write(arrays, out);
    }
    if (result instanceof Record record) {
      records.write(made, record, arrays);
    }
    for (org.loupe.analysis.Table table : result.tables()) {
      Files.writeString(made.resolve(TableCsv.fileOf(table)), TableCsv.of(table));
    }
    Files.write(made.resolve(JSON), json.write(asked, result, figures));
  }

  /** Nothing but an older result is ever replaced. */
  private static void requireReplaceable(Path place) throws IOException, BadInputException {
    if (!Files.exists(place)) {
      return;
    }
    if (!Files.isDirectory(place)) {
      throw new BadInputException(
          place + " is a file, and is not replaced by a result; choose another folder.");
    }
    boolean result = Files.exists(place.resolve(JSON));
    try (Stream<Path> content = Files.list(place)) {
      Optional<Path> foreign = content.filter(path -> !(result && isPart(path))).findFirst();
      if (foreign.isPresent()) {
        throw new BadInputException(
            foreign.get()
                + " is not part of a result of Loupe, so its folder is not replaced; move it away, or"
                + " choose another folder.");
      }
    } catch (NoSuchFileException e) {
      LOG.log(System.Logger.Level.DEBUG, "somebody else replaces " + place, e);
    }
  }

  private static boolean isPart(Path file) {
    String name = file.getFileName().toString();
    return name.equals(JSON)
        || name.equals(ARRAYS)
        || name.equals(RecordFile.JSON)
        || name.equals(RecordFile.NUMBERS)
        || name.endsWith(".svg")
        || name.endsWith(TableCsv.SUFFIX);
  }

  /** Other processes may put results of the same request there meanwhile: the last one stays. */
  private static void replace(Path place, Path made) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        replaceOnce(place, made);
        return;
      } catch (FileSystemException e) {
        if (attempt == MOST_ATTEMPTS) {
          throw e;
        }
        LOG.log(System.Logger.Level.DEBUG, "somebody else writes to " + place, e);
      }
    }
  }

  private static void replaceOnce(Path place, Path made) throws IOException {
    if (!Files.exists(place)) {
      Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    Path old = Leftovers.before(place);
    Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
    try {
      Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.exists(place)) {
        Files.move(old, place, StandardCopyOption.ATOMIC_MOVE);
      }
      throw e;
    } finally {
      Leftovers.delete(old);
    }
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException denied) {
      return "access to " + denied.getFile() + " is denied";
    } else if (e instanceof FileAlreadyExistsException taken) {
      return taken.getFile() + " is a file, not a folder";
    } else if (e instanceof NotDirectoryException file) {
      return file.getFile() + " is no folder";
    } else if (e instanceof FileSystemException system && system.getReason() != null) {
      return system.getReason() + " (" + system.getFile() + ")";
    }
    return String.valueOf(e.getMessage());
  }
}
