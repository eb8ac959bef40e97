package dev.marquee.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TitleYearTest {
  static Stream<Arguments> titles() {
    return Stream.of(
        Arguments.of("Toy Story (1995)", "Toy Story", 1995),
        Arguments.of("96 Minutes (2011) ", "96 Minutes", 2011),
        Arguments.of("Death Note: Desu nôto (2006–2007)", "Death Note: Desu nôto", 2006),
        Arguments.of("Planet Earth (1999-2003)", "Planet Earth", 1999),
        Arguments.of("Title (2006-)", "Title", 2006),
        Arguments.of("Title (2006– )", "Title", 2006),
        Arguments.of("Title(1999)", "Title", 1999),
        Arguments.of("Babylon 5", "Babylon 5", null),
        Arguments.of("2001: A Space Odyssey (1968)", "2001: A Space Odyssey", 1968),
        Arguments.of("(500) Days of Summer (2009)", "(500) Days of Summer", 2009),
        Arguments.of("Assembly (Ji jie hao) (2007)", "Assembly (Ji jie hao)", 2007),
        Arguments.of("Room (1408)", "Room (1408)", null),
        Arguments.of("1984", "1984", null),
        Arguments.of("(1999)", "(1999)", null),
        Arguments.of("Title (1999) uncut", "Title (1999) uncut", null),
        Arguments.of("Title (19995)", "Title (19995)", null));
  }

  @ParameterizedTest
  @MethodSource("titles")
  void splitsTheYearFromTheTitle(String text, String title, Integer year) {
    assertThat(TitleYear.parse(text)).isEqualTo(new TitleYear(title, year));
  }

  @Test
  void longTextsTakeNoLongerThanTheyAreLong() {
    String text = "(".repeat(200_000) + " ".repeat(200_000) + "x";

    assertThat(TitleYear.parse(text).year()).isNull();
  }
}
