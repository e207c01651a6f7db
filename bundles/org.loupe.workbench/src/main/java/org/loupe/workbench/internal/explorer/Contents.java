package org.loupe.workbench.internal.explorer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jface.viewers.ITreeContentProvider;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.InstalledMethod;
import org.loupe.project.ListedResult;
import org.loupe.project.Project;
import org.loupe.project.Results;
import org.loupe.workbench.internal.core.OpenProject;

/**
 * The tree's lines at one moment.
 *
 * @param project the open project, if there is one
 * @param slices the project's named choices of windows
 * @param methods the installed methods
 * @param results what lies in the project's folder
 * @param damaged what lies there and cannot be read
 */
record Contents(
    Optional<OpenProject> project,
    List<Project.Slice> slices,
    List<InstalledMethod<?, ?>> methods,
    List<ListedResult> results,
    List<Results.Damaged> damaged) {

  /** The lines at the top. */
  List<? extends Node> roots() {
    List<Node> roots = new ArrayList<>();
    if (project.isPresent()) {
      roots.add(Node.Group.CHECKPOINTS);
      roots.add(Node.Group.DATA);
    }
    roots.add(Node.Group.METHODS);
    if (project.isPresent() && !(results.isEmpty() && damaged.isEmpty())) {
      roots.add(Node.Group.RESULTS);
    }
    if (project.filter(open -> !open.project().problems().isEmpty()).isPresent()) {
      roots.add(Node.Group.PROBLEMS);
    }
    return roots;
  }

  /** The lines under a line. */
  List<? extends Node> children(Object node) {
    if (node == Node.Group.METHODS) {
      return methods.stream().map(Node.OfMethod::new).toList();
    }
    if (project.isEmpty()) {
      return List.of();
    }
    if (node == Node.Group.RESULTS) {
      List<Node> children = new ArrayList<>();
      results.forEach(result -> children.add(new Node.OfResult(result)));
      Path folder = project.get().project().folder().resolve("results");
      damaged.forEach(
          each -> children.add(new Node.OfDamaged(ListedResult.name(folder, each.folder()), each)));
      return children;
    }
    OpenProject open = project.get();
    if (node == Node.Group.PROBLEMS) {
      return open.project().problems().stream().map(Node.OfProblem::new).toList();
    }
    if (node == Node.Group.CHECKPOINTS) {
      return open.checkpoints().stream().map(Node.OfCheckpoint::new).toList();
    }
    if (node == Node.Group.SLICES) {
      return slices.stream().map(Node.OfSlice::new).toList();
    }
    if (node == Node.Group.DATA) {
      List<Node> children = new ArrayList<>();
      open.project().datasets().forEach(name -> children.add(new Node.OfDataset(name)));
      if (!slices.isEmpty()) {
        children.add(Node.Group.SLICES);
      }
      return children;
    }
    return List.of();
  }

  /** Gives the lines to a tree whose input is of this type. */
  static final class Provider implements ITreeContentProvider {
    private Contents contents =
        new Contents(Optional.empty(), List.of(), List.of(), List.of(), List.of());

    /** Shows these lines from the next refresh on. */
    void show(Contents now) {
      contents = now;
    }

    @Override
    public Object[] getElements(Object input) {
      return contents.roots().toArray();
    }

    @Override
    public Object[] getChildren(Object node) {
      return contents.children(node).toArray();
    }

    @Override
    public @Nullable Object getParent(Object node) {
      return node == Node.Group.SLICES ? Node.Group.DATA : null;
    }

    @Override
    public boolean hasChildren(Object node) {
      return !contents.children(node).isEmpty();
    }
  }
}
