package org.loupe.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What an engine's failure means")
class ReasonsTest {

  private static final String CPU_STATE =
      "Expected all tensors to be on the same device, but got tensors is on cpu, different from"
          + " other tensors on cuda:0 (when checking argument in method wrapper_CUDA_cat)";

  private static Throwable failure(String message) {
    return new IllegalStateException(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CUDA out of memory. Tried to allocate 2.20 GiB. GPU 0 has a total capacity of 79.18 GiB",
        "CUDA error: out of memory",
        "CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`",
        "cuDNN error: CUDNN_STATUS_ALLOC_FAILED",
        "DefaultCPUAllocator: can't allocate memory: you tried to allocate 400 bytes.",
      })
  @DisplayName("is memory that is lacking, the libraries' own on a graphics processor too")
  void memory(String message) {
    assertThat(Reasons.outOfMemory(failure(message))).isTrue();
    assertThat(Reasons.elsewhere(failure(message))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        CPU_STATE,
        "Expected all tensors to be on the same device, but found at least two devices, cuda:0 and"
            + " cpu!",
        "Input and hidden tensors are not at the same device, found input tensor at cuda:0 and"
            + " hidden tensor at cpu",
      })
  @DisplayName("is a model whose code makes tensors on another device than its inputs'")
  void elsewhere(String message) {
    assertThat(Reasons.elsewhere(failure(message))).isTrue();
    assertThat(Reasons.outOfMemory(failure(message))).isFalse();
    assertThat(Reasons.deviceFailed(failure(message))).isFalse();
  }

  @Test
  @DisplayName("is nothing of that where shapes do not fit")
  void shapes() {
    Throwable failure = failure("mat1 and mat2 shapes cannot be multiplied (5x7 and 8x3)");
    assertThat(Reasons.outOfMemory(failure)).isFalse();
    assertThat(Reasons.elsewhere(failure)).isFalse();
    assertThat(Reasons.deviceFailed(failure)).isFalse();
  }
}
