package org.loupe.project.internal.result;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

/** Results as folders: written, found again and read. */
@Component
public final class ResultFolder implements Results {
  /** The file that makes a folder a result. */
  static final String JSON = "result.json";

  /** The file that holds the arrays. */
  static final String ARRAYS = "arrays.npz";

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
    WholeFolder.of(folder).requireWritable();
  }

  @Override
  public void write(Path folder, ResultRequest asked, Result result, List<Figure> figures)
      throws BadInputException {
    WholeFolder.of(folder).appear(made -> fill(made, asked, result, figures));
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
    WholeFolder.of(folder).delete();
  }

  @Override
  public void export(StoredResult result, Optional<? extends InstalledMethod<?, ?>> method, Path to)
      throws BadInputException {
    if (Files.exists(to)) {
      throw new BadInputException(to + " is there already; choose another folder.");
    }
    List<Figure> figures = method.isPresent() ? figures(result, method.get()) : List.of();
    WholeFolder.of(to).appear(made -> ResultExport.fill(made, result, figures));
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
        && record.cardSha256().equals(provenance.cardSha256())
        && record.datasetSha256().equals(provenance.datasetSha256())
        && record.compared().equals(provenance.compared());
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
}
