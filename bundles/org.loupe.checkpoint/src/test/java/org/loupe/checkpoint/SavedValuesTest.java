package org.loupe.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.model.BadInputException;

@DisplayName("What torch.save wrote")
class SavedValuesTest {
  @TempDir Path folder;

  private Path file(byte[] pickle) throws Exception {
    return file(Map.of("a/data.pkl", pickle, "a/data/0", TestArchives.floats(0, 1, 2, 3, 4, 5)));
  }

  private Path file(Map<String, byte[]> entries) throws Exception {
    Path file = folder.resolve("it.pt");
    Files.write(file, TestArchives.zip(entries));
    return file;
  }

  private static Pickler tensor(Pickler pickler) {
    return pickler.tensor("FloatStorage", "0", 6, 0, new long[] {2, 3}, new long[] {3, 1});
  }

  @Test
  @DisplayName("is read as plain data, tensors row by row or as a whole")
  void reads() throws Exception {
    Pickler pickler = tensor(new Pickler().dict().text("x")).setItem();
    byte[] pickle = pickler.text("n").integer(7).setItem().text("who").text("me").setItem().end();
    try (SavedValues values = SavedValues.open(file(pickle))) {
      Map<String, SavedValue> entries = ((SavedValue.Mapping) values.root()).entries();
      assertThat(entries.get("n")).isEqualTo(new SavedValue.Scalar(StoredType.INT64, 7L));
      assertThat(entries.get("who")).isEqualTo(new SavedValue.Text("me"));
      SavedValue.Tensor x = (SavedValue.Tensor) entries.get("x");
      assertThat(x.shape()).isEqualTo(List.of(2L, 3L));
      assertThat(values.read(x, "x").floats()).containsExactly(0, 1, 2, 3, 4, 5);
      assertThat(values.readRow(x, "x", 1).floats()).containsExactly(3, 4, 5);
    }
  }

  @Test
  @DisplayName("may have rows that are interleaved")
  void interleaved() throws Exception {
    byte[] pickle =
        new Pickler().tensor("FloatStorage", "0", 6, 0, new long[] {2, 3}, new long[] {1, 2}).end();
    try (SavedValues values = SavedValues.open(file(pickle))) {
      SavedValue.Tensor x = (SavedValue.Tensor) values.root();
      assertThat(values.readRow(x, "x", 1).floats()).containsExactly(1, 3, 5);
      assertThat(values.readRow(x, "x", 0).floats()).containsExactly(0, 2, 4);
    }
  }

  @Test
  @DisplayName("keeps the attributes of objects whose class is not known, and makes none")
  void objects() throws Exception {
    byte[] pickle =
        new Pickler()
            .object("os", "system")
            .dict()
            .text("n")
            .integer(1)
            .setItem()
            .operation('b')
            .end();
    try (SavedValues values = SavedValues.open(file(pickle))) {
      assertThat(((SavedValue.Mapping) values.root()).entries()).containsOnlyKeys("n");
    }
  }

  @Test
  @DisplayName("is refused when it holds itself, or a tensor leaves its storage")
  void refused() throws Exception {
    byte[] cycle =
        new Pickler()
            .list()
            .operation('q')
            .operation(1)
            .operation('h')
            .operation(1)
            .operation('a')
            .end();
    assertThatThrownBy(() -> SavedValues.open(file(cycle)).close())
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("nested more than");
    byte[] outside =
        new Pickler().tensor("FloatStorage", "0", 6, 3, new long[] {2, 3}, new long[] {3, 1}).end();
    assertThatThrownBy(() -> SavedValues.open(file(outside)).close())
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("leaves its storage");
  }

  @Test
  @DisplayName("is refused when a small file unfolds to the same values again and again")
  void unfolding() throws Exception {
    Pickler pickler = new Pickler().list().operation('q').operation(0);
    for (int level = 1; level < 30; level++) {
      pickler.list().operation('q').operation(level);
      for (int copy = 0; copy < 3; copy++) {
        pickler.operation('h').operation(level - 1).operation('a');
      }
    }
    byte[] pickle = pickler.end();
    assertThatThrownBy(() -> SavedValues.open(file(pickle)).close())
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("more than 8000000 values");
  }
}
