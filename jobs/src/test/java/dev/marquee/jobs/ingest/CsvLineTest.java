package dev.marquee.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvLineTest {
  @Test
  void commasSeparateFields() throws RejectedRow {
    assertThat(CsvLine.split("1,Toy Story (1995),Comedy"))
        .containsExactly("1", "Toy Story (1995)", "Comedy");
  }

  @Test
  void everyCommaStartsAnotherField() throws RejectedRow {
    assertThat(CsvLine.split(",a,,")).containsExactly("", "a", "", "");
    assertThat(CsvLine.split("")).containsExactly("");
    assertThat(CsvLine.split("a,\"\"")).containsExactly("a", "");
    assertThat(CsvLine.split("\"a\",")).containsExactly("a", "");
  }

  @Test
  void quotedFieldsMayHoldCommas() throws RejectedRow {
    assertThat(CsvLine.split("11,\"American President, The (1995)\",Drama"))
        .containsExactly("11", "American President, The (1995)", "Drama");
  }

  @Test
  void doubledQuotesStandForOne() throws RejectedRow {
    assertThat(CsvLine.split("1,\"\"\"Great Performances\"\" Cats\",\"\"\"\""))
        .containsExactly("1", "\"Great Performances\" Cats", "\"");
  }

  @Test
  void quotesInsideAnUnquotedFieldStandForThemselves() throws RejectedRow {
    assertThat(CsvLine.split("1,the 5\" floppy,x")).containsExactly("1", "the 5\" floppy", "x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,\"open", "\"", "1,\"a\"\"", "\"a\"\",b"})
  void anOpenQuoteIsMalformed(String line) {
    assertThatThrownBy(() -> CsvLine.split(line))
        .isInstanceOf(RejectedRow.class)
        .hasMessageContaining("is not closed");
  }

  @Test
  void textBehindAClosingQuoteIsMalformed() {
    assertThatThrownBy(() -> CsvLine.split("1,\"a\"b,c"))
        .isInstanceOf(RejectedRow.class)
        .hasMessage("text follows the closing quote at character 5, expected a comma");
  }
}
