package dev.marquee.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CsvFieldsTest {
  private static final CsvHeader HEADER =
      CsvHeader.parse(
          "ratings.csv",
          "userId,movieId,rating,timestamp",
          CsvFormat.RATING_FILE.requiredColumns());
  private static final RatingRange STARS = new RatingRange(0.5, 5.0);

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of("1,2,3.0", "missing-column", "3 fields, expected 4"),
        Arguments.of("1,2,3.0,4,5", "malformed", "5 fields, expected 4"),
        Arguments.of(
            "1,\"2,3.0,4",
            "malformed",
            "the quote at character 3 is not closed, expected one record a line"),
        Arguments.of(
            "1,2,3\uFFFD0,4", "not-utf8", "unreadable bytes at character 6, expected UTF-8"),
        Arguments.of("1, ,3.0,4", "missing-value", "movieId is blank, expected a value"),
        Arguments.of("1,2,,4", "missing-value", "rating is blank, expected a value"),
        Arguments.of("x1,2,3.0,4", "bad-id", "userId x1, expected a whole 64-bit number"),
        Arguments.of("1,2.0,3.0,4", "bad-id", "movieId 2.0, expected a whole 64-bit number"),
        Arguments.of(
            "9223372036854775808,2,3.0,4",
            "bad-id",
            "userId 9223372036854775808, expected a whole 64-bit number"),
        Arguments.of("1,2,good,4", "bad-rating", "rating good, expected a number"),
        Arguments.of("1,2,4d,4", "bad-rating", "rating 4d, expected a number"),
        Arguments.of("1,2,0x1p1,4", "bad-rating", "rating 0x1p1, expected a number"),
        Arguments.of("1,2,7.5,4", "rating-out-of-range", "rating 7.5, expected 0.5 to 5.0"),
        Arguments.of("1,2,0,4", "rating-out-of-range", "rating 0, expected 0.5 to 5.0"),
        Arguments.of("1,2,-3,4", "rating-out-of-range", "rating -3, expected 0.5 to 5.0"),
        Arguments.of("1,2,NaN,4", "rating-out-of-range", "rating NaN, expected 0.5 to 5.0"),
        Arguments.of("1,2,-inf,4", "rating-out-of-range", "rating -inf, expected 0.5 to 5.0"),
        Arguments.of("1,2,1e999,4", "rating-out-of-range", "rating 1e999, expected 0.5 to 5.0"),
        Arguments.of(
            "1,2,5.0000001,4", "rating-out-of-range", "rating 5.0000001, expected 0.5 to 5.0"),
        Arguments.of(
            "1,2,3.0,yesterday",
            "bad-timestamp",
            "timestamp yesterday, expected seconds since 1970 (0 to 253402300799)"),
        Arguments.of(
            "1,2,3.0,-1",
            "bad-timestamp",
            "timestamp -1, expected seconds since 1970 (0 to 253402300799)"),
        // Milliseconds.
        Arguments.of(
            "1,2,3.0,1700000000000",
            "bad-timestamp",
            "timestamp 1700000000000, expected seconds since 1970 (0 to 253402300799)"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void namesWhatWasFoundAndWhatWasExpected(String line, String reason, String detail) {
    RejectedRow rejected =
        catchThrowableOfType(
            RejectedRow.class,
            () -> CsvFormat.RATING_FILE.values(CsvFields.parse(HEADER, line), STARS));

    assertThat(rejected.reason().word()).isEqualTo(reason);
    assertThat(rejected).hasMessage(detail);
  }

  @ParameterizedTest
  @CsvSource({"4,4", "4.5,4.5", ".5,0.5", "5.,5", "+3,3", "35e-1,3.5", "' 4.0 ',4"})
  void takesDecimalNotation(String text, float rating) throws RejectedRow {
    CsvFields fields = CsvFields.parse(HEADER, "1,2," + text + ",4");

    assertThat(fields.rating("rating", STARS)).isEqualTo(rating);
  }

  @Test
  void idsAreAny64BitNumber() throws RejectedRow {
    CsvFields fields = CsvFields.parse(HEADER, "9223372036854775807,-9223372036854775808,4.0,100");

    assertThat(CsvFormat.RATING_FILE.values(fields, STARS))
        .containsExactly(Long.MAX_VALUE, Long.MIN_VALUE, 4.0f, 100L);
  }

  @Test
  void messagesStayShortWhateverTheInput() {
    RejectedRow rejected =
        catchThrowableOfType(
            RejectedRow.class,
            () ->
                CsvFields.parse(HEADER, "1,2," + "9".repeat(100_000) + "x,4")
                    .rating("rating", STARS));

    assertThat(rejected.getMessage()).hasSizeLessThan(150);
  }

  @Test
  void aTagMustNotBeBlank() {
    CsvHeader header =
        CsvHeader.parse("tags.csv", "userId,movieId,tag,timestamp", List.of("userId"));
    RejectedRow rejected =
        catchThrowableOfType(
            RejectedRow.class,
            () -> CsvFormat.TAG_FILE.values(CsvFields.parse(header, "1,2,\"  \",4"), STARS));

    assertThat(rejected.reason()).isEqualTo(RejectReason.EMPTY_TAG);
  }

  @Test
  void columnsAreFoundByNameInAnyOrderAndCase() throws RejectedRow {
    CsvHeader header =
        CsvHeader.parse(
            "ratings.csv",
            "Timestamp, rating ,comment,MOVIEID,userId",
            CsvFormat.RATING_FILE.requiredColumns());

    assertThat(CsvFormat.RATING_FILE.values(CsvFields.parse(header, "100,4.5,nice,7,8"), STARS))
        .containsExactly(8L, 7L, 4.5f, 100L);
  }
}
