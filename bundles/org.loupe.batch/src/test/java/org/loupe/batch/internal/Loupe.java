package org.loupe.batch.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.ComparisonMethod;
import org.loupe.analysis.Info;
import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.Method;
import org.loupe.analysis.Methods;
import org.loupe.analysis.Result;
import org.loupe.analysis.Side;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dataset;
import org.loupe.model.ModelCard;
import org.loupe.model.Progress;
import org.loupe.model.SessionOptions;
import org.loupe.model.Windows;
import org.loupe.plots.Figure;
import org.loupe.project.ModelFamily;
import org.loupe.project.Project;
import org.loupe.project.Projects;
import org.loupe.project.ResultRequest;
import org.loupe.project.Results;
import org.loupe.project.StoredResult;
import org.loupe.project.Subjects;
import org.loupe.project.Windowing;
import org.loupe.project.internal.FileRecipes;
import org.loupe.report.Report;
import org.loupe.report.Reports;
import org.loupe.testkit.CardBuilder;
import org.loupe.testkit.FakeDataset;
import org.loupe.testkit.FakeModelSession;
import org.loupe.testkit.FakeSubject;

/** The commands on fakes: files exist unless they are called 'missing', and hold what fits. */
final class Loupe implements Projects, Subjects, Results, Methods, Reports {
  static final int WINDOWS = 50;

  final ModelCard card =
      new CardBuilder("tiny").input("x", "a", "b").categoricalHead("type", "p", "q").build();
  final float[] values = new float[WINDOWS * 6];
  final Dataset dataset = new FakeDataset("test").with("x", new int[] {WINDOWS, 3, 2}, values);
  final List<FakeModelSession> opened = Collections.synchronizedList(new ArrayList<>());
  final List<SessionOptions> options = Collections.synchronizedList(new ArrayList<>());
  final Map<Path, Result> written = Collections.synchronizedMap(new LinkedHashMap<>());
  private final Map<Path, ResultRequest> asked = new ConcurrentHashMap<>();
  final List<Path> exported = new ArrayList<>();
  final List<Damaged> damaged = new ArrayList<>();
  final Map<Path, Report> reports = new LinkedHashMap<>();
  final Map<String, String> pages = new LinkedHashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  final Set<String> broken = new HashSet<>();
  boolean terminal;

  /** Whether results are kept as earlier versions kept them. */
  boolean drawingsOnly;

  boolean cancelled;
  final FakeImports imports = new FakeImports(this);
  final FakeExtensions extensions = new FakeExtensions();
  Method<?, ?> method = needing(Info.Need.EXPLAINED_INPUT);

  /** Counts windows of models that have something. */
  static Method<?, ?> needing(Info.Need need) {
    return new Method<>(new CountAnalyzer(need), new CountView(), "bundle.count");
  }

  int run(String... arguments) {
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            terminal);
    return new Commands(
            new Services(
                this, this, this, new FileRecipes(this), this, imports, imports, this, extensions),
            console,
            () -> cancelled,
            "1.2.3")
        .run(Arrays.asList(arguments));
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Override
  public Optional<String> help(String id) {
    return Optional.ofNullable(pages.get(id));
  }

  private static void require(Path file) throws BadInputException {
    if (file.toString().contains("missing")) {
      throw new BadInputException("There is no file " + file + ".");
    }
  }

  @Override
  public ModelCard card(Path file) throws BadInputException {
    require(file);
    return card;
  }

  @Override
  public Checkpoint checkpoint(
      String name, Path file, @Nullable Path architecture, ModelCard fileCard)
      throws BadInputException {
    require(file);
    if (file.toString().contains("damaged")) {
      throw new BadInputException(file + " is damaged.");
    }
    return new Checkpoint(name, file, architecture, "0".repeat(64), fileCard);
  }

  @Override
  public Optional<ModelFamily.Member> family(Path file, @Nullable ModelCard fileCard) {
    return Optional.empty();
  }

  @Override
  public Dataset dataset(String name, Path file, @Nullable Windowing windowing, Progress progress)
      throws BadInputException {
    require(file);
    return dataset;
  }

  @Override
  public Project open(Path path) throws BadInputException {
    require(path);
    return new FakeProject(path, this);
  }

  @Override
  public OpenSubject of(
      Checkpoint checkpoint, Windows windows, long seed, SessionOptions sessionOptions) {
    FakeModelSession session =
        new FakeModelSession(checkpoint, Map.of("type", new float[][] {{1, 0}, {0, 1}}));
    opened.add(session);
    options.add(sessionOptions);
    return new SessionSubject(
        new FakeSubject(session, windows, seed), broken.contains(checkpoint.name()));
  }

  @Override
  public void requireWritable(Path folder) throws BadInputException {
    if (folder.toString().contains("taken")) {
      throw new BadInputException(folder + " is no result.");
    }
  }

  @Override
  public void write(Path folder, ResultRequest request, Result result, List<Figure> figures) {
    asked.put(folder, request);
    written.put(folder, result);
  }

  @Override
  public List<StoredResult> stored(Path folder, String checkpoint) {
    return inventory(folder).results().stream()
        .filter(result -> result.provenance().subjectName().equals(checkpoint))
        .toList();
  }

  @Override
  public Inventory inventory(Path folder) {
    synchronized (written) {
      return new Inventory(
          written.entrySet().stream()
              .filter(entry -> entry.getKey().startsWith(folder))
              .map(entry -> stored(entry.getKey(), entry.getValue()))
              .toList(),
          List.copyOf(damaged));
    }
  }

  @Override
  public Path place(Path folder, ResultRequest request, Set<Path> taken) {
    Path plain = folder.resolve(request.method()).resolve(request.subjectName());
    return taken.contains(plain) || written.containsKey(plain)
        ? plain.resolveSibling(request.subjectName() + "~" + request.hashCode())
        : plain;
  }

  @Override
  public void delete(Path folder) throws BadInputException {
    requireWritable(folder);
    written.remove(folder);
  }

  @Override
  public void export(
      StoredResult result, Optional<? extends InstalledMethod<?, ?>> method, Path to) {
    assertThat(method).isPresent();
    exported.add(to);
  }

  private StoredResult stored(Path folder, Result result) {
    return new StoredResult(
        folder,
        result.provenance(),
        asked.getOrDefault(folder, ResultRequest.of(result.provenance())),
        result.scalars(),
        result.tables(),
        result.findings(),
        List.of());
  }

  @Override
  public Optional<StoredResult> find(Path folder, ResultRequest request) {
    return written.entrySet().stream()
        .filter(each -> each.getKey().startsWith(folder))
        .map(each -> stored(each.getKey(), each.getValue()))
        .filter(each -> each.asked().equals(request))
        .findFirst();
  }

  @Override
  public <R extends Result> Optional<R> read(StoredResult stored, InstalledMethod<?, R> method) {
    return Optional.ofNullable(written.get(stored.folder()))
        .filter(result -> !drawingsOnly && method.resultType().isInstance(result))
        .map(method.resultType()::cast);
  }

  @Override
  public Side side(StoredResult stored) {
    return Side.of(stored.provenance().checkpoint(), written.get(stored.folder()));
  }

  @Override
  public void write(Report report, Path file) {
    reports.put(file, report);
  }

  @Override
  public List<Method<?, ?>> all() {
    return List.of(method);
  }

  @Override
  public Optional<Method<?, ?>> find(String id) {
    return id.equals("count") ? Optional.of(method) : Optional.empty();
  }

  @Override
  public List<ComparisonMethod<?, ?>> comparisons() {
    return List.of(new ComparisonMethod<>(new DifferenceAnalyzer(), null, "bundle.difference"));
  }

  @Override
  public Optional<ComparisonMethod<?, ?>> findComparison(String id) {
    return comparisons().stream().filter(each -> each.info().id().equals(id)).findFirst();
  }

  @Override
  public Subscription onChange(Runnable listener) {
    return () -> {};
  }
}
