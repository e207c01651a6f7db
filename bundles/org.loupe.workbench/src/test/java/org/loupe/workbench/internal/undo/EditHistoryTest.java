package org.loupe.workbench.internal.undo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.workbench.internal.core.Edits.Action;
import org.loupe.workbench.internal.core.Edits.Edit;
import org.loupe.workbench.internal.core.Notices;

@DisplayName("The history of edits")
class EditHistoryTest {
  private final Notices notices = new Notices();
  private final EditHistory history = new EditHistory(Runnable::run, notices);
  private final List<String> done = new ArrayList<>();

  @Test
  @DisplayName("undoes the latest first, does it again, and names both")
  void order() {
    history.add(edit("one"));
    history.add(edit("two"));
    assertThat(history.names().get().undo()).contains("two");
    history.undo();
    assertThat(done).containsExactly("undo two");
    assertThat(history.names().get())
        .isEqualTo(new EditHistory.Names(Optional.of("one"), Optional.of("two")));
    history.redo();
    history.undo();
    history.undo();
    assertThat(done).containsExactly("undo two", "redo two", "undo two", "undo one");
    assertThat(history.names().get().undo()).isEmpty();
  }

  @Test
  @DisplayName("forgets what was undone when something else is done")
  void branches() {
    history.add(edit("one"));
    history.undo();
    history.add(edit("two"));
    assertThat(history.names().get().redo()).isEmpty();
  }

  @Test
  @DisplayName("keeps what could not be undone, and says why")
  void fails() {
    Action fails = () -> Optional.of("The file is gone.");
    history.add(new Edit("one", fails, fails));
    history.undo();
    assertThat(notices.latest().get().text()).contains("The file is gone.");
    assertThat(history.names().get().undo()).contains("one");
  }

  @Test
  @DisplayName("does nothing where there is nothing to undo")
  void nothing() {
    history.undo();
    history.redo();
    assertThat(notices.latest().get().text()).isEmpty();
  }

  private Edit edit(String name) {
    return new Edit(name, () -> did("undo " + name), () -> did("redo " + name));
  }

  private Optional<String> did(String what) {
    done.add(what);
    return Optional.empty();
  }
}
