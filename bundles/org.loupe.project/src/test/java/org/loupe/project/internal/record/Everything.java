package org.loupe.project.internal.record;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loupe.model.Axis;
import org.loupe.model.Dimension;
import org.loupe.model.ElementType;
import org.loupe.model.FloatTensor;
import org.loupe.model.LongTensor;
import org.loupe.model.Tensor;

/** A record of everything that is stored. */
record Everything(
    boolean truth,
    byte small,
    short larger,
    int whole,
    long longest,
    float single,
    double twice,
    @Nullable Integer boxed,
    Double notFinite,
    String text,
    Duration duration,
    Color color,
    Part part,
    @Nullable Part missing,
    List<@Nullable Part> parts,
    Set<Color> colors,
    Map<Part, List<? extends Part>> byPart,
    Optional<String> some,
    Optional<Part> none,
    List<Shape> shapes,
    List<List<Object>> cells,
    float[] few,
    float[] many,
    float[] stored,
    float[] same,
    double[] doubles,
    int[] ints,
    long[] longs,
    short[] shorts,
    byte[] bytes,
    boolean[] truths,
    double @Nullable [][] rows,
    @Nullable Part[] array,
    List<Part>[] lists,
    FloatTensor tensor,
    Tensor either,
    @Nullable Everything inner) {

  enum Color {
    RED,
    GREEN {
      @Override
      public String toString() {
        return "green";
      }
    }
  }

  /** A record that checks itself. */
  record Part(String name, int place) {
    Part {
      if (place < 0) {
        throw new IllegalArgumentException("place " + place + " is negative");
      }
    }
  }

  sealed interface Shape {}

  record Circle(double radius) implements Shape {}

  record Square(double side, Optional<Shape> within) implements Shape {}

  /** What lies beside the record. */
  static float[] storedValues() {
    float[] values = new float[40];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i);
    }
    return values;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  static Everything sample(@Nullable Everything inner) {
    // more than is written at once
    float[] many = new float[17_000];
    for (int i = 0; i < many.length; i++) {
      many[i] = i / 7f;
    }
    many[1] = Float.NaN;
    many[2] = Float.NEGATIVE_INFINITY;
    many[3] = -0f;
    many[4] = Float.MIN_VALUE;
    double[] doubles = new double[9_000];
    Arrays.setAll(doubles, i -> Math.exp(-i / 30.0));
    doubles[5] = Double.NaN;
    int[] ints = new int[33];
    Arrays.setAll(ints, i -> i * 100_000_007);
    long[] longs = new long[17];
    Arrays.setAll(longs, i -> Long.MIN_VALUE + i);
    short[] shorts = new short[16];
    Arrays.fill(shorts, (short) -3);
    byte[] bytes = new byte[16];
    Arrays.fill(bytes, (byte) -3);
    boolean[] truths = new boolean[100];
    truths[7] = true;
    Map<Part, List<? extends Part>> byPart = new LinkedHashMap<>();
    byPart.put(new Part("z", 0), List.of(new Part("y", 9)));
    byPart.put(new Part("a", 1), List.of());
    FloatTensor tensor =
        FloatTensor.of(
            storedValues(), Axis.of(Dimension.WINDOW, 2), Axis.of(Dimension.CHANNEL, 20));
    return new Everything(
        true,
        Byte.MIN_VALUE,
        Short.MAX_VALUE,
        Integer.MIN_VALUE,
        Long.MAX_VALUE,
        0.1f,
        0.1,
        7,
        Double.NEGATIVE_INFINITY,
        "a \"text\" with ü and \u0001",
        Duration.ofNanos(1_500_000_001L),
        Color.GREEN,
        new Part("p", 2),
        null,
        new ArrayList<>(Arrays.asList(new Part("q", 3), null)),
        Collections.unmodifiableSet(new LinkedHashSet<>(List.of(Color.GREEN, Color.RED))),
        byPart,
        Optional.of("there"),
        Optional.empty(),
        List.of(new Square(2, Optional.of(new Circle(0.5))), new Circle(Double.NaN)),
        List.of(List.of("cell", 3, 4L, 0.25f, Double.NaN, true)),
        new float[] {0.1f, Float.NaN, -0f, Float.POSITIVE_INFINITY, 1e-45f},
        many,
        storedValues(),
        many,
        doubles,
        ints,
        longs,
        shorts,
        bytes,
        truths,
        new double[][] {{1, 2}, new double[20], {}},
        new Part[] {new Part("r", 4), null},
        new List[] {List.of(new Part("s", 5)), List.of()},
        tensor,
        new LongTensor(
            List.of(Axis.of(Dimension.WINDOW, 3)), ElementType.INT16, new long[] {1, 2, 3}),
        inner);
  }
}
