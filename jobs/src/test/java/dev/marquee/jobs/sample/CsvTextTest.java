package dev.marquee.jobs.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTextTest {
  @Test
  void quotesOnlyWhatNeedsQuotes() {
    assertThat(CsvText.line(7, "Paris, Texas (1984)", "say \"when\"", 3.5))
        .isEqualTo("7,\"Paris, Texas (1984)\",\"say \"\"when\"\"\",3.5\n");
  }

  @Test
  void readsBackWhatItWrites() {
    String text = CsvText.line("a", "b,\"c\"", "") + CsvText.line("two\nlines", "é", "x");

    assertThat(CsvText.parse(text))
        .containsExactly(List.of("a", "b,\"c\"", ""), List.of("two\nlines", "é", "x"));
  }

  @Test
  void takesWindowsLineEndsAndAMissingLastOne() {
    assertThat(CsvText.parse("a,b\r\nc,d")).containsExactly(List.of("a", "b"), List.of("c", "d"));
  }
}
