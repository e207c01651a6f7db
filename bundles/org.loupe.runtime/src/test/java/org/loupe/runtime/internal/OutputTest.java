package org.loupe.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loupe.model.Dimension.CHANNEL;
import static org.loupe.model.Dimension.CLASS;
import static org.loupe.model.Dimension.TIME;
import static org.loupe.model.Dimension.VALUE;
import static org.loupe.model.Dimension.WINDOW;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.ElementType;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.ModelSession;
import org.loupe.model.PredictionHead;
import org.loupe.model.PredictionHead.Kind;
import org.loupe.model.Query;

@DisplayName("A model's outputs")
class OutputTest extends RuntimeFixture {

  private static final float[] SUMS = {5, 7, 9, -0.5f, -2, 3, 2, 3, -3};

  private static PredictionHead sums(Integer output) {
    return Cards.head("sums", output, Kind.CATEGORICAL, 3, WINDOW, CLASS);
  }

  private FloatTensor output(Checkpoint checkpoint, String name) throws LoupeException {
    try (ModelSession session = open(checkpoint)) {
      return one(session, TestModels.windows(), Query.outputs(name)).outputs().get(name);
    }
  }

  @Test
  @DisplayName("in a dict are found by name, dropout off, with the card's axes")
  void dict() throws LoupeException {
    FloatTensor step = output(TestModels.tiny(), "step");
    assertThat(step.values()).containsExactly(0, 4, 3, 22, -2, 3, 3, 1.25f, -1, 0, 2, 1);
    assertThat(step.axes())
        .containsExactly(Axis.of(WINDOW, 3), Axis.of(TIME, 2), Axis.of(CLASS, 2));
  }

  @Test
  @DisplayName("that are no prediction head are given too, integers as floats, with plain axes")
  void others() throws LoupeException {
    assertThat(output(TestModels.tiny(), "hidden").values()).containsExactly(TestModels.X);
    assertThat(output(TestModels.tiny(), "mode").axes())
        .containsExactly(Axis.of(WINDOW, 3), Axis.of(VALUE, 2), new Axis("value_2", VALUE, 1));
  }

  @Test
  @DisplayName("in a tuple are found by the card's index")
  void tuple() throws LoupeException {
    ModelCard card =
        TestModels.card(sums(0), Cards.head("twice", 1, Kind.REGRESSION, 0, WINDOW, TIME, VALUE));
    assertThat(output(TestModels.checkpoint("pair", card), "sums").values()).containsExactly(SUMS);
    assertThat(output(TestModels.checkpoint("pair", card), "twice").values())
        .startsWith(2, 4, 6, 8);
  }

  @Test
  @DisplayName("of one tensor are the only prediction head's")
  void lone() throws LoupeException {
    assertThat(output(TestModels.checkpoint("lone", TestModels.card(sums(null))), "sums").values())
        .containsExactly(SUMS);
  }

  @Test
  @DisplayName("are all given where all are wanted: a dict's by key, others by position")
  void every() throws LoupeException {
    ModelCard none = TestModels.card();
    assertThat(every(TestModels.tiny()).keySet())
        .containsExactlyInAnyOrder("step", "whole", "value", "hidden", "mode", "dead", "lone");
    Map<String, FloatTensor> pair = every(TestModels.checkpoint("pair", none));
    assertThat(pair.keySet()).containsExactly("@0", "@1");
    assertThat(pair.get("@0").values()).containsExactly(SUMS);
    assertThat(every(TestModels.checkpoint("lone", none)).keySet()).containsExactly("@0");
  }

  private Map<String, FloatTensor> every(Checkpoint checkpoint) throws LoupeException {
    try (ModelSession session = open(checkpoint)) {
      return one(session, TestModels.windows(), Query.everyOutput()).outputs();
    }
  }

  @Test
  @DisplayName("that are nested are refused")
  void nested() throws LoupeException {
    for (String name : List.of("nested_tuple", "nested_dict")) {
      refused(
          BadInputException.class,
          TestModels.checkpoint(name, TestModels.card(sums(0))),
          Query.outputs("sums"),
          "nested");
    }
  }

  @Test
  @DisplayName("that are not there are refused with the names of those that are")
  void missing() throws LoupeException {
    refused(
        BadInputException.class,
        TestModels.tiny(),
        Query.outputs("other"),
        "'other'",
        "hidden, lone");
    refused(
        BadInputException.class,
        TestModels.checkpoint("pair", TestModels.card(sums(2))),
        Query.outputs("sums"),
        "output 2",
        "a tuple of 2 tensors");
    refused(
        BadInputException.class,
        TestModels.checkpoint("pair", TestModels.card(sums(null))),
        Query.outputs("sums"),
        "a tuple of 2 tensors",
        "name its index");
  }

  @Test
  @DisplayName("of another shape than the card's are refused with both shapes")
  void shape() throws LoupeException {
    PredictionHead four = Cards.categorical("sums", 4, WINDOW, CLASS);
    PredictionHead steps = Cards.categorical("sums", 3, WINDOW, TIME, CLASS);
    refused(
        BadInputException.class,
        TestModels.checkpoint("lone", TestModels.card(four)),
        Query.outputs("sums"),
        "[3,3]",
        "[window=3,class=4]");
    refused(
        BadInputException.class,
        TestModels.checkpoint("lone", TestModels.card(steps)),
        Query.outputs("sums"),
        "[3,3]",
        "[window=3,time,class=3]");
    refused(
        BadInputException.class, TestModels.tiny(), Query.outputs("lone"), "[]", "count windows");
  }

  @Test
  @DisplayName("are computed from inputs of the card's element types")
  void elementTypes() throws LoupeException {
    ModelCard card =
        Cards.card(
            List.of(
                Cards.input("half", ElementType.FLOAT16, false, WINDOW, CHANNEL),
                Cards.input("double", ElementType.FLOAT64, false, WINDOW, CHANNEL),
                Cards.input("small", ElementType.INT8, false, WINDOW, CHANNEL),
                Cards.input("flag", ElementType.BOOL, false, WINDOW, CHANNEL)),
            List.of(),
            null,
            null);
    var inputs =
        TestModels.source(
            1,
            (from, to) ->
                Map.of(
                    "half", TestModels.floats(new float[] {1.5f, 2}, 1, 2),
                    "double", TestModels.longs(ElementType.INT32, new long[] {7, -1}, 1, 2),
                    "small", TestModels.floats(new float[] {-3, 60}, 1, 2),
                    "flag", TestModels.longs(ElementType.INT64, new long[] {0, 1}, 1, 2)));
    Checkpoint types = TestModels.checkpoint("types", card);
    try (ModelSession session = open(types)) {
      Evaluation evaluation =
          one(session, inputs, Query.outputs("half", "double", "small", "flag"));
      assertThat(evaluation.outputs().get("half").values()).containsExactly(3, 4);
      assertThat(evaluation.outputs().get("double").values()).containsExactly(21, -3);
      assertThat(evaluation.outputs().get("small").values()).containsExactly(-6, 120);
      assertThat(evaluation.outputs().get("flag").values()).containsExactly(1, 0);
    }
    refused(
        BadInputException.class,
        types,
        TestModels.with(inputs, "small", TestModels.floats(new float[] {0.5f, 1}, 1, 2)),
        Query.outputs("small"),
        "'small' holds 0.5",
        "int8");
  }

  @Test
  @DisplayName("are refused for inputs of another shape, or where one is missing")
  void inputs() throws LoupeException {
    Query query = Query.outputs("step");
    refused(
        BadInputException.class,
        TestModels.tiny(),
        TestModels.with(TestModels.windows(), "x", TestModels.floats(new float[9], 3, 3)),
        query,
        "[3,3]",
        "[WINDOW, TIME, CHANNEL]");
    refused(
        BadInputException.class,
        TestModels.tiny(),
        TestModels.with(TestModels.windows(), "x", TestModels.floats(new float[24], 3, 2, 4)),
        query,
        "x [3,2,4] float32",
        "mat1 and mat2 shapes");
    refused(
        BadInputException.class,
        TestModels.tiny(),
        TestModels.source(1, (from, to) -> Map.of("x", TestModels.floats(new float[6], 1, 2, 3))),
        query,
        "'mode' is missing");
  }

  @Test
  @DisplayName("change with an optional input")
  void optional() throws LoupeException {
    try (ModelSession session = open(TestModels.tiny())) {
      float[] shift = {1, 1, 1, 1, 1, 1};
      float[] without =
          one(session, TestModels.windows(), Query.outputs("value"))
              .outputs()
              .get("value")
              .values();
      float[] with =
          one(
                  session,
                  TestModels.with(TestModels.windows(), "shift", TestModels.floats(shift, 3, 2)),
                  Query.outputs("value"))
              .outputs()
              .get("value")
              .values();
      for (int i = 0; i < with.length; i++) {
        assertThat(with[i]).isEqualTo(2 * without[i]);
      }
    }
  }
}
