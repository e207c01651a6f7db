package org.loupe.batch.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.loupe.model.Device;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a device. */
final class DeviceOption implements ITypeConverter<DeviceOption.Choice> {
  private static final Pattern CUDA = Pattern.compile("cuda(?::(\\d{1,3}))?");

  @Override
  public Choice convert(String text) {
    Matcher cuda = CUDA.matcher(text);
    if (cuda.matches()) {
      int index = cuda.group(1) == null ? 0 : Integer.parseInt(cuda.group(1));
      return new Choice(new Device(Device.Kind.CUDA, index));
    }
    return switch (text) {
      case "auto" -> Choice.AUTO;
      case "cpu" -> new Choice(Device.CPU);
      case "mps" -> new Choice(new Device(Device.Kind.MPS, 0));
      default ->
          throw new TypeConversionException(
              "'" + text + "' is no device; expected auto, cpu, mps, cuda or cuda:N");
    };
  }

  /**
   * What was chosen.
   *
   * @param device null for the best that is there
   */
  record Choice(@Nullable Device device) {
    static final Choice AUTO = new Choice(null);
  }
}
