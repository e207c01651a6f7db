package org.loupe.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loupe.model.ModelException;

@DisplayName("The user's own PyTorch")
class UserTorchTest {
  @TempDir Path folder;

  private UserTorch named() throws ModelException {
    return UserTorch.named(Map.of(UserTorch.VARIABLE, folder.toString())).orElseThrow();
  }

  private void install(String version, String cuda, String hip) throws IOException {
    Files.createDirectories(folder.resolve("lib"));
    Files.writeString(folder.resolve("lib").resolve(System.mapLibraryName("torch")), "");
    Files.writeString(
        folder.resolve("version.py"),
        """
        from typing import Optional

        __all__ = ['__version__', 'debug', 'cuda', 'git_version', 'hip']
        __version__ = '%s'
        debug = False
        cuda: Optional[str] = %s
        git_version = 'e2d141dbde55c2a4370fac5165b0561b6af4798b'
        hip: Optional[str] = %s
        """
            .formatted(version, cuda, hip));
  }

  @Test
  @DisplayName("is used only where it is named")
  void notNamed() throws ModelException {
    assertThat(UserTorch.named(Map.of())).isEmpty();
    assertThat(UserTorch.named(Map.of(UserTorch.VARIABLE, " "))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"2.7.1+cu128,12.8,true,cu128", "2.7.1+cu126,12.6,false,cpu", "2.7.1,None,true,cpu"})
  @DisplayName("says its version and what it was built for")
  void fits(String version, String cuda, boolean driver, String flavor) throws Exception {
    install(version, quoted(cuda), "None");
    assertThat(named().description()).isEqualTo(version + " (LOUPE_TORCH)");
    assertThat(named().flavor(driver)).isEqualTo(flavor);
    assertThat(named().libraries()).isEqualTo(folder.resolve("lib"));
  }

  @ParameterizedTest
  @CsvSource({
    "2.8.0+cu128,12.8,None,'PyTorch 2.8.0+cu128, but 2.7.1 was expected'",
    "2.7.1+cu118,11.8,None,'for CUDA 11.8, but 2.7.1 for CUDA 12'",
    "2.7.1+rocm6.3,None,6.3,'for ROCm 6.3, but 2.7.1 for CUDA 12'",
  })
  @DisplayName("is refused with what was found and expected where the binding does not fit")
  void unfit(String version, String cuda, String hip, String message) throws IOException {
    install(version, quoted(cuda), quoted(hip));
    assertThatThrownBy(this::named)
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(message)
        .hasMessageContaining(folder.toString())
        .hasMessageEndingWith(
            "install it with pip install torch==2.7.1, or unset LOUPE_TORCH to use Loupe's own.");
  }

  private static String quoted(String value) {
    return value.equals("None") ? value : "'" + value + "'";
  }

  @Test
  @DisplayName("is refused where there is none")
  void none() {
    assertThatThrownBy(this::named)
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("has no readable version.py")
        .hasMessageContaining("print(torch.__path__[0])");
  }

  @Test
  @DisplayName("is refused without libraries")
  void noLibraries() throws IOException {
    install("2.7.1", "None", "None");
    Files.delete(folder.resolve("lib").resolve(System.mapLibraryName("torch")));
    assertThatThrownBy(this::named).hasMessageContaining("which lacks");
  }
}
