package org.loupe.workbench.internal.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.project.Project;
import org.loupe.workbench.internal.core.FakeProject;
import org.loupe.workbench.internal.core.OpenProject;

@DisplayName("The explorer's tree")
class ContentsTest {
  private static final OpenProject.Entry LATE = new OpenProject.Entry("late", null, "damaged");

  @Test
  @DisplayName("has only methods while no project is open")
  void noProject() {
    assertThat(new Contents(Optional.empty(), List.of(), List.of(), List.of(), List.of()).roots())
        .isEqualTo(List.of(Node.Group.METHODS));
  }

  @Test
  @DisplayName("shows checkpoints, data with its slices, and methods of a project")
  void project() {
    Project.Slice slice = new Project.Slice("errors", "test", "3,8");
    Contents contents = contents(List.of(slice));

    assertThat(contents.roots())
        .isEqualTo(List.of(Node.Group.CHECKPOINTS, Node.Group.DATA, Node.Group.METHODS));
    assertThat(contents.children(Node.Group.CHECKPOINTS))
        .isEqualTo(List.of(new Node.OfCheckpoint(LATE)));
    assertThat(contents.children(Node.Group.DATA))
        .isEqualTo(List.of(new Node.OfDataset("test"), Node.Group.SLICES));
    assertThat(contents.children(Node.Group.SLICES)).isEqualTo(List.of(new Node.OfSlice(slice)));
  }

  @Test
  @DisplayName("has no heading for slices where there are none")
  void noSlices() {
    assertThat(contents(List.of()).children(Node.Group.DATA))
        .isEqualTo(List.of(new Node.OfDataset("test")));
  }

  private static Contents contents(List<Project.Slice> slices) {
    Project project = FakeProject.of(Path.of("fake"), List.of("late")).data("test").slices(slices);
    OpenProject open = new OpenProject(project, List.of(LATE), Optional.empty());
    return new Contents(
        Optional.of(open), open.project().slices(), List.of(), List.of(), List.of());
  }
}
