package org.loupe.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.checkpoint.internal.ElementConversion;
import org.loupe.model.BadInputException;

@DisplayName("Conversion of element types")
class ElementConversionTest {

  @Test
  @DisplayName("rounds to the nearest half, of two the even one")
  void halves() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float value = Halves.toFloat((short) bits);
      short back = Halves.fromFloat(value);
      if (Float.isNaN(value)) {
        assertThat(Halves.toFloat(back)).isNaN();
      } else {
        assertThat(back).as("%x", bits).isEqualTo((short) bits);
      }
    }
    Random random = new Random(3);
    for (int i = 0; i < 100_000; i++) {
      float value = Float.intBitsToFloat(random.nextInt());
      if (Math.abs(value) < 65504) {
        assertNearest(value, Halves.fromFloat(value));
      }
    }
    assertThat(Halves.fromFloat(65519.9f)).isEqualTo((short) 0x7bff);
    assertThat(Halves.fromFloat(65520f)).isEqualTo((short) 0x7c00);
    assertThat(Halves.fromFloat(2049f)).isEqualTo(Halves.fromFloat(2048f));
    assertThat(Halves.fromFloat(2051f)).isEqualTo(Halves.fromFloat(2052f));
    assertThat(Halves.fromFloat(0x1p-25f)).isZero();
  }

  private static void assertNearest(float value, short half) {
    double error = Math.abs(Halves.toFloat(half) - (double) value);
    double above = Math.abs(Halves.toFloat((short) (half + 1)) - (double) value);
    assertThat(error).as("%s", value).isLessThanOrEqualTo(above);
    if ((half & 0x7fff) != 0) {
      double below = Math.abs(Halves.toFloat((short) (half - 1)) - (double) value);
      assertThat(error).as("%s", value).isLessThanOrEqualTo(below);
    }
  }

  @Test
  @DisplayName("rounds to the nearest bfloat16, of two the even one")
  void bfloats() {
    assertThat(Halves.toBfloat16(1f)).isEqualTo((short) 0x3f80);
    assertThat(Halves.toBfloat16(Float.intBitsToFloat(0x3f808000))).isEqualTo((short) 0x3f80);
    assertThat(Halves.toBfloat16(Float.intBitsToFloat(0x3f818000))).isEqualTo((short) 0x3f82);
    assertThat(Halves.toBfloat16(Float.intBitsToFloat(0x3f808001))).isEqualTo((short) 0x3f81);
    assertThat(Halves.toBfloat16(Float.NEGATIVE_INFINITY)).isEqualTo((short) 0xff80);
    assertThat(Halves.toBfloat16(Float.NaN) & 0x7fff).isGreaterThan(0x7f80);
  }

  @Test
  @DisplayName("widens what fits, keeps infinities, and refuses what becomes infinite or wraps")
  void conversions() throws Exception {
    assertThat(floats(StoredType.FLOAT16, StoredType.FLOAT32, bytes(2).putShort((short) 0xc000)))
        .containsExactly(-2);
    assertThat(floats(StoredType.FLOAT64, StoredType.BFLOAT16, bytes(8).putDouble(-0.5)))
        .containsExactly(-0.5f);
    assertThat(floats(StoredType.INT32, StoredType.FLOAT16, bytes(4).putInt(-7)))
        .containsExactly(-7);
    assertThat(
            floats(
                StoredType.FLOAT32, StoredType.FLOAT16, bytes(4).putFloat(Float.POSITIVE_INFINITY)))
        .containsExactly(Float.POSITIVE_INFINITY);
    assertThat(convert(StoredType.BOOL, StoredType.INT64, bytes(1).put((byte) 1)).longs())
        .containsExactly(1);
    assertThat(convert(StoredType.INT64, StoredType.UINT8, bytes(8).putLong(200)).longs())
        .containsExactly(200);
    assertRefused(StoredType.FLOAT64, StoredType.FLOAT32, bytes(8).putDouble(1e300));
    assertRefused(StoredType.FLOAT32, StoredType.FLOAT16, bytes(4).putFloat(70000));
    assertRefused(StoredType.INT64, StoredType.INT32, bytes(8).putLong(1L << 40));
    assertRefused(StoredType.INT16, StoredType.INT8, bytes(2).putShort((short) 128));
    assertRefused(StoredType.UINT8, StoredType.BOOL, bytes(1).put((byte) 2));
  }

  private static ByteBuffer bytes(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static float[] floats(StoredType from, StoredType to, ByteBuffer bytes)
      throws BadInputException {
    return convert(from, to, bytes).floats();
  }

  private static StoredTensor convert(StoredType from, StoredType to, ByteBuffer bytes)
      throws BadInputException {
    byte[] converted = ElementConversion.convert(tensor(from, bytes.array()), to);
    return tensor(to, converted);
  }

  private static StoredTensor tensor(StoredType type, byte[] bytes) {
    return new StoredTensor(new TensorInfo("x", type, List.of(1L), TensorInfo.Role.ENTRY), bytes);
  }

  private static void assertRefused(StoredType from, StoredType to, ByteBuffer bytes) {
    assertThatThrownBy(() -> convert(from, to, bytes))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("'x' holds a " + from.key() + " that is too large for " + to.key());
  }
}
