package org.loupe.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An estimate")
class EstimateTest {
  @ParameterizedTest
  @CsvSource({
    "900,false,under 1 s",
    "12300,false,about 12 s",
    "89000,true,up to 89 s",
    "150000,false,about 3 min",
    "7200000,true,up to 2 h"
  })
  @DisplayName("is said in rounded words")
  void words(long millis, boolean bound, String text) {
    assertThat(new Estimate(Duration.ofMillis(millis), bound).text()).isEqualTo(text);
  }
}
