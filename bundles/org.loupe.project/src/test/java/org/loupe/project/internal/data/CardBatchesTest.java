package org.loupe.project.internal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.analysis.Decoding;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Batch;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.LongTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.Windows;
import org.loupe.project.WindowTable;
import org.loupe.project.internal.card.CardReader;

@DisplayName("Windows as model inputs")
class CardBatchesTest {
  private static final String CARD =
      """
      {
        "loupe": 1,
        "name": "it",
        "inputs": [
          {"name": "x", "dtype": "float32", "axes": ["window", "time", "channel"],
           "data": {"array": "x"}, "channels": "signals"},
          {"name": "dt", "dtype": "float32", "axes": ["window", "time"], "data": {"array": "dt"}},
          {"name": "tokens", "dtype": "int32", "axes": ["window", "token"],
           "data": {"array": "tokens", "slice": [0, -1]}, "optional": true}
        ],
        "explain": ["x"],
        "channels": {"signals": {"names": ["speed", "force"]}},
        "heads": [
          {"name": "word", "kind": "categorical", "axes": ["window", "token", "class"],
           "classes": ["a", "b"], "target": {"array": "tokens", "slice": [1, null]}},
          {"name": "next", "kind": "regression", "axes": ["window", "time", "value"],
           "target": {"array": "dt"}},
          {"name": "free", "kind": "regression", "axes": ["window", "value"]}
        ],
        "clusters": {"array": "machine"},
        "labels": {"machine": {"array": "machine", "classes": ["mill", "lathe"]},
                   "absent": {"array": "absent"}},
        "generation": {"input": "tokens"}
      }
      """;

  @TempDir Path folder;
  private final Map<String, byte[]> arrays = new LinkedHashMap<>();

  @BeforeEach
  void twoWindows() {
    arrays.put("x", TestArrays.floats("(2, 2, 2)", 0, 1, 2, 3, 4, 5, 6, 7));
    arrays.put("dt", TestArrays.floats("(2, 2)", 1, 1, 2, 2));
    arrays.put("tokens", TestArrays.longs("(2, 3)", 1, 0, 1, 0, 1, 0));
    arrays.put("machine", TestArrays.longs("(2,)", 1, 7));
  }

  @Test
  @DisplayName("have the card's axes, types and cuts, and the targets asked for")
  void reads() throws Exception {
    Batch batch = batches(Decoding.TEACHER_FORCED, "word", "next").read(1, 2);

    assertThat(batch.windows()).containsExactly(1);
    FloatTensor x = (FloatTensor) batch.inputs().get("x");
    assertThat(x.axes())
        .containsExactly(
            Axis.of(Dimension.WINDOW, 1),
            Axis.of(Dimension.TIME, 2),
            Axis.of(Dimension.CHANNEL, 2));
    assertThat(x.values()).containsExactly(4, 5, 6, 7);
    LongTensor tokens = (LongTensor) batch.inputs().get("tokens");
    assertThat(tokens.elementType().key()).isEqualTo("int32");
    assertThat(tokens.values()).containsExactly(0, 1);
    assertThat(((LongTensor) batch.targets().get("word")).values()).containsExactly(1, 0);
    assertThat(batch.targets().get("word").axes().get(1).dimension()).isEqualTo(Dimension.TOKEN);
    assertThat(((FloatTensor) batch.targets().get("next")).values()).containsExactly(2, 2);
  }

  @Test
  @DisplayName("lack the tokens when the model runs freely, or the dataset has none")
  void optional() throws Exception {
    assertThat(batches(Decoding.FREE_RUNNING).read(0, 2).inputs()).containsOnlyKeys("x", "dt");
    arrays.remove("tokens");
    assertMisfit("no array 'tokens' for input 'tokens', by which the model is teacher-forced");
    assertThat(batches(Decoding.FREE_RUNNING).read(0, 2).inputs()).containsOnlyKeys("x", "dt");
  }

  @Test
  @DisplayName("are converted from other types where no number changes")
  void conversion() throws Exception {
    arrays.put("x", TestArrays.longs("(2, 2, 2)", 0, 1, 2, 3, 4, 5, 6, 7));
    arrays.put("tokens", TestArrays.floats("(2, 3)", 1, 0, 1, 0, 1, 0));
    Batch batch = batches(Decoding.TEACHER_FORCED).read(0, 1);
    assertThat(((FloatTensor) batch.inputs().get("x")).values()).containsExactly(0, 1, 2, 3);
    assertThat(((LongTensor) batch.inputs().get("tokens")).values()).containsExactly(1, 0);

    arrays.put("tokens", TestArrays.floats("(2, 3)", 1, 0, 1, 0, 1.5f, 0));
    assertRefused(
        "The value 1.5 in array 'tokens' of dataset 'd', window 1, token 1 does not fit the type"
            + " int32 that the card gives input 'tokens'");
    arrays.put("tokens", TestArrays.longs("(2, 3)", 1, 1L << 40, 1, 0, 1, 0));
    assertRefused("The value 1099511627776 in array 'tokens' of dataset 'd', window 0, token 1");
  }

  @Test
  @DisplayName("with a gap are refused, naming window, step and channel")
  void gaps() throws Exception {
    arrays.put("x", TestArrays.floats("(2, 2, 2)", 0, 1, 2, 3, 4, 5, 6, Float.NaN));
    assertRefused(
        "NaN in array 'x' of dataset 'd', window 1, step 1, channel force; remove the window or"
            + " fill the gap.");
    assertThat(batches(Decoding.TEACHER_FORCED).read(0, 1).size()).isEqualTo(1);
    arrays.put("x", TestArrays.floats("(2, 2, 2)", 0, 1, Float.NEGATIVE_INFINITY, 3, 4, 5, 6, 7));
    assertRefused("An infinite value in array 'x' of dataset 'd', window 0, step 1, channel speed");
  }

  @Test
  @DisplayName("of another shape are refused before anything is read, with both shapes")
  void shapes() throws Exception {
    arrays.put("x", TestArrays.floats("(2, 2, 3)", new float[12]));
    assertMisfit(
        "Array 'x' of dataset 'd' has 3 channels (shape [2,2,3]), the card names 2 for input 'x'"
            + " (shape [window,time,2]).");
    arrays.put("x", TestArrays.floats("(2, 4)", new float[8]));
    assertMisfit("has the shape [2,4], the card wants [window,time,channel] for input 'x'");
    arrays.put("x", TestArrays.floats("(2, 5, 2)", new float[20]));
    assertMisfit(
        "The inputs differ in their number of time steps: 'x' has the shape [2,5,2], but 'dt' has"
            + " the shape [2,2].");
    arrays.put("x", TestArrays.floats("(4, 2, 2)", new float[16]));
    assertMisfit(
        "Array 'dt' of dataset 'd' has the shape [2,2]; for input 'dt' its first axis must count"
            + " the dataset's 4 windows");
    arrays.remove("x");
    assertMisfit("Dataset 'd' has no array 'x' for input 'x'; it has dt float32 [2,2],");
  }

  @Test
  @DisplayName("have targets that fit their prediction heads")
  void targets() throws Exception {
    arrays.put("tokens", TestArrays.longs("(2,)", 1, 0));
    assertMisfit("has one number per window (shape [2]), the card slices it for input 'tokens'");
    arrays.remove("tokens");
    assertMisfit("no array 'tokens' for the target of prediction head 'word'", "word");
    assertMisfit("no prediction head 'wrod'; the card has [word, next, free]", "wrod");
    assertMisfit("gives no target array for prediction head 'free'", "free");
    arrays.put("tokens", TestArrays.floats("(2, 3)", new float[6]));
    assertMisfit("must hold class numbers, integers from 0", "word");
  }

  @Test
  @DisplayName("come with a table of clusters and labels; arrays that are missing are left out")
  void table() throws Exception {
    WindowTable table = WindowTable.of(windows(), card());

    assertThat(table.clusters()).containsExactly(1, 7);
    assertThat(table.labels()).containsOnly(Map.entry("machine", List.of("lathe", "7")));
    assertThat(table.row(0).window()).isZero();
    arrays.put("machine", TestArrays.floats("(2,)", 1, 7));
    assertThatThrownBy(() -> WindowTable.of(windows(), card()))
        .hasMessageContaining("needs one integer per window");
  }

  private void assertRefused(String message) throws LoupeException, IOException {
    CardBatches batches = batches(Decoding.TEACHER_FORCED);
    assertThatThrownBy(() -> batches.read(0, 2))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }

  private void assertMisfit(String message, String... targets) {
    assertThatThrownBy(() -> batches(Decoding.TEACHER_FORCED, targets))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }

  private CardBatches batches(Decoding decoding, String... targets)
      throws BadInputException, IOException {
    return new CardBatches(card(), windows(), decoding, List.of(targets));
  }

  private Windows windows() throws BadInputException, IOException {
    return Windows.all(TestArrays.open(TestArrays.file(folder, arrays)));
  }

  private ModelCard card() throws BadInputException, IOException {
    return new CardReader().read(Files.writeString(folder.resolve("it.card.json"), CARD));
  }
}
