package org.loupe.workbench.internal.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.Dimension;
import org.loupe.project.Project;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.Stage;

@DisplayName("The table of windows")
class WindowsPartTest {
  private final Stage stage = new Stage();

  @BeforeEach
  void open() {
    new WindowsPart(stage.shell(), stage.core());
    stage.open();
    stage.until(() -> table().getItemCount() == 10);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private Table table() {
    return stage.find("windows.table", Table.class);
  }

  private void select(int... rows) {
    table().setSelection(rows);
    Event event = new Event();
    event.item = table().getItem(rows[rows.length - 1]);
    table().notifyListeners(SWT.Selection, event);
  }

  private String chosen() {
    return stage.core().workspace().windows().get().orElseThrow().expression();
  }

  @Test
  @DisplayName("makes the clicked window current and the only one that is analysed")
  void one() {
    select(3);
    assertThat(chosen()).isEqualTo("3");
    assertThat(stage.core().workspace().currentWindow().get()).isEqualTo(3);
  }

  @Test
  @DisplayName("analyses a set, and all windows again on a click")
  void set() {
    select(2, 3, 7);
    assertThat(chosen()).isEqualTo("2-3,7");
    Link all = stage.find("windows.all", Link.class);
    stage.until(all::getVisible);
    all.notifyListeners(SWT.Selection, new Event());
    assertThat(chosen()).isEqualTo("all");
    stage.until(() -> table().getSelectionCount() == 0);
  }

  @Test
  @DisplayName("shows what is selected in the figures, which can be analysed, and then all again")
  void selection() {
    stage.core().selection().enclose(Map.of(Dimension.WINDOW, new int[] {2, 5, 7}), false);
    stage.until(() -> table().getItemCount() == 3);
    assertThat(stage.find("windows.count", Label.class).getText())
        .isEqualTo("3 of 10 windows selected");
    Link pick = stage.find("windows.pick", Link.class);
    pick.notifyListeners(SWT.Selection, new Event());
    assertThat(chosen()).isEqualTo("2,5,7");
    stage.core().selection().clear();
    stage.until(() -> table().getItemCount() == 10);
    assertThat(pick.getVisible()).isFalse();
  }

  @Test
  @DisplayName("shows the rows that match the filter")
  void filter() {
    stage.find("windows.filter", Text.class).setText("window=4-6");
    stage.until(() -> table().getItemCount() == 3);
    assertThat(table().getItem(0).getText(0)).isEqualTo("4");
    select(1);
    assertThat(chosen()).isEqualTo("5");
  }

  @Test
  @DisplayName("takes letters typed in the table into the filter, and goes back with the down key")
  void typed() {
    Text filter = stage.find("windows.filter", Text.class);
    for (char letter : "window=4".toCharArray()) {
      Event key = new Event();
      key.character = letter;
      key.keyCode = letter;
      table().notifyListeners(SWT.KeyDown, key);
      assertThat(key.doit).isFalse();
    }
    stage.until(() -> table().getItemCount() == 1);
    assertThat(filter.getText()).isEqualTo("window=4");
    Event copy = new Event();
    copy.character = 'c';
    copy.stateMask = SWT.MOD1;
    table().notifyListeners(SWT.KeyDown, copy);
    Event down = new Event();
    down.keyCode = SWT.ARROW_DOWN;
    table().notifyListeners(SWT.KeyDown, down);
    assertThat(copy.doit && down.doit).isTrue();
    filter.notifyListeners(SWT.KeyDown, down);
    assertThat(down.doit).isFalse();
    assertThat(filter.getText()).isEqualTo("window=4");
  }

  @Test
  @DisplayName("is left by Escape in the filter, which shows all windows again")
  void escape() {
    Text filter = stage.find("windows.filter", Text.class);
    filter.setFocus();
    filter.setText("window=4");
    stage.until(() -> table().getItemCount() == 1);
    Event escape = new Event();
    escape.keyCode = SWT.ESC;
    filter.notifyListeners(SWT.KeyDown, escape);
    assertThat(escape.doit).isFalse();
    stage.until(() -> table().getItemCount() == 10);
    assertThat(filter.getText()).isEmpty();
    stage.until(() -> table().isFocusControl());
  }

  @Test
  @DisplayName("scrolls to the chosen window where it stands after sorting and filtering")
  void inView() {
    stage.shell().setSize(900, 220);
    stage.settle();
    select(9);
    table().setTopIndex(0);
    clickHeader(0);
    clickHeader(0);
    stage.until(() -> first().equals("9"));
    assertThat(table().getTopIndex()).isZero();
    clickHeader(0);
    stage.until(() -> first().equals("0") && table().getTopIndex() > 0);
    Text filter = stage.find("windows.filter", Text.class);
    filter.setText("window=8-9");
    stage.until(() -> table().getItemCount() == 2);
    filter.setText("");
    stage.until(() -> table().getItemCount() == 10 && table().getTopIndex() > 0);
  }

  @Test
  @DisplayName("counts what is chosen beside: the window does not wait for it")
  void countsBeside() throws Exception {
    stage.until(() -> text("windows.subject").startsWith("Chosen: all 10 windows"));
    CountDownLatch released = new CountDownLatch(1);
    stage.core().listing().execute(() -> await(released));
    select(2, 3, 7);
    stage.until(() -> stage.shows("windows.all"));
    assertThat(text("windows.subject")).startsWith("Chosen: all 10 windows");
    released.countDown();
    stage.until(() -> text("windows.subject").startsWith("Chosen: 3 windows"));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void clickHeader(int column) {
    table().getColumn(column).notifyListeners(SWT.Selection, new Event());
  }

  private String first() {
    return table().getItem(0).getText(0);
  }

  @Test
  @DisplayName("sorts by a clicked header, turns, comes back; a selected window stays selected")
  void sorts() {
    select(3);
    clickHeader(0);
    clickHeader(0);
    stage.until(() -> first().equals("9"));
    assertThat(table().getSortDirection()).isEqualTo(SWT.DOWN);
    stage.until(() -> table().getSelectionIndex() == 6);
    select(0);
    assertThat(chosen()).isEqualTo("9");
    stage.find("windows.filter", Text.class).setText("window=4-6");
    stage.until(() -> table().getItemCount() == 3 && first().equals("6"));
    clickHeader(0);
    stage.until(() -> first().equals("4"));
    assertThat(table().getSortColumn()).isNull();
  }

  private String text(String id) {
    return stage.find(id, Label.class).getText();
  }

  @Test
  @DisplayName("says how many windows match, and what is wrong with a filter that cannot be read")
  void filterTells() {
    Text filter = stage.find("windows.filter", Text.class);
    filter.setText("window=4-6");
    stage.until(() -> text("windows.count").equals("3 of 10 windows"));
    assertThat(stage.shows("windows.problem")).isFalse();
    filter.setText("window=4-");
    stage.until(() -> stage.shows("windows.problem"));
    assertThat(text("windows.problem")).contains("window=10-20");
    assertThat(table().getItemCount()).isEqualTo(3);
    filter.setText("");
    stage.until(() -> table().getItemCount() == 10 && !stage.shows("windows.problem"));
    assertThat(text("windows.count")).isEmpty();
  }

  @Test
  @DisplayName("wraps the reason why a dataset cannot be opened")
  void refused() {
    String sentence = "Array 'x' of dataset 'test' is no array of floating point numbers. ";
    stage.refuseDataset(sentence.repeat(6));
    stage.core().workspace().chooseDataset("test");
    stage.until(() -> text("windows.subject").startsWith("Array 'x'"));
    Label subject = stage.find("windows.subject", Label.class);
    int line = stage.find("windows.count", Label.class).computeSize(SWT.DEFAULT, SWT.DEFAULT).y;
    stage.until(() -> subject.getSize().y > 2 * line);
  }

  private Link save() {
    return stage.find("windows.save", Link.class);
  }

  @Test
  @DisplayName("offers to save what is chosen or matches, and nothing else")
  void offersToSave() {
    assertThat(save().getVisible()).isFalse();
    select(2, 3);
    stage.until(save()::getVisible);
    stage.find("windows.all", Link.class).notifyListeners(SWT.Selection, new Event());
    stage.until(() -> !save().getVisible());
    stage.find("windows.filter", Text.class).setText("window=4-6");
    stage.until(save()::getVisible);
  }

  @Test
  @DisplayName("saves under a name; says what is wrong with one that cannot be used")
  void saves() {
    select(2, 3);
    stage.until(save()::getVisible);
    save().notifyListeners(SWT.Selection, new Event());
    Shell dialog = dialog();
    Text name = stage.find(dialog, "slice.name", Text.class);
    Button ok = stage.find(dialog, "slice.ok", Button.class);
    assertThat(ok.getEnabled()).isFalse();
    name.setText("taken");
    stage.until(ok::getEnabled);
    ok.notifyListeners(SWT.Selection, new Event());
    stage.until(() -> !ok.getEnabled() && !dialog.isDisposed());
    name.setText("errors");
    stage.until(ok::getEnabled);
    ok.notifyListeners(SWT.Selection, new Event());
    stage.until(dialog::isDisposed);
    assertThat(stage.core().workspace().slices().get())
        .containsExactly(new Project.Slice("errors", "test", "2-3"));
  }

  private static Shell dialog() {
    for (Shell shell : Display.getDefault().getShells()) {
      if ("slice".equals(shell.getData(Ids.KEY))) {
        return shell;
      }
    }
    throw new AssertionError("there is no dialog");
  }

  @Test
  @DisplayName("opens the window that is double-clicked")
  void opens() {
    List<String> asked = new ArrayList<>();
    stage.core().views().onOpen(asked::add);
    select(5);
    table().notifyListeners(SWT.DefaultSelection, new Event());
    assertThat(asked).containsExactly("window");
    assertThat(stage.core().workspace().currentWindow().get()).isEqualTo(5);
  }
}
