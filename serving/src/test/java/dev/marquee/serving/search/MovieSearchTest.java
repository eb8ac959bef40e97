package dev.marquee.serving.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.serving.snapshot.Ids;
import dev.marquee.serving.snapshot.Movies;
import dev.marquee.serving.snapshot.Popularity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MovieSearchTest {
  private static final int NO_YEAR = Integer.MIN_VALUE;
  private static final List<String> GENRES = List.of("Action", "Comedy", "Crime", "Drama");
  private static final int ACTION = 1;
  private static final int COMEDY = 2;
  private static final int CRIME = 4;
  private static final int DRAMA = 8;

  /** One movie; ids run from 1, and the popularity is in hundredths. */
  private record Title(
      String title, int year, int genres, int popularity, int ratings, float mean) {}

  private static final List<Title> CATALOGUE =
      List.of(
          new Title("Godfather, The", 1972, CRIME | DRAMA, 90, 100, 4.5f),
          new Title("Godfather: Part II, The", 1974, CRIME | DRAMA, 80, 90, 4.4f),
          new Title("Alien", 1979, ACTION, 70, 60, 4.2f),
          new Title("Aliens", 1986, ACTION, 75, 70, 4.1f),
          new Title("Alien vs. Predator", 2004, ACTION, 95, 50, 2.5f),
          new Title("Seven (a.k.a. Se7en)", 1995, CRIME, 60, 40, 4.0f),
          new Title("Amélie (Fabuleux destin d'Amélie Poulain, Le)", 2001, COMEDY, 55, 40, 4.1f),
          new Title("Spider-Man", 2002, ACTION, 50, 30, 3.5f),
          new Title("Schindler's List", 1993, DRAMA, 65, 50, 4.3f),
          new Title("Dumb & Dumber", 1994, COMEDY, 30, 20, 3.0f),
          new Title("8½", 1963, DRAMA, 20, 1, 5.0f),
          new Title("千と千尋の神隠し", 2001, DRAMA, 45, 30, 4.2f),
          new Title("Ødipussi", NO_YEAR, COMEDY, 5, 0, Float.NaN),
          new Title("Predator", 1987, ACTION, 40, 30, 3.6f),
          new Title("$", 1971, COMEDY | CRIME, 1, 2, 3.0f));

  private final MovieSearch search = of(CATALOGUE);

  private static MovieSearch of(List<Title> titles) {
    return MovieSearch.of(
        new Movies(
            new Ids(LongStream.rangeClosed(1, titles.size()).toArray()),
            titles.stream().map(Title::title).toArray(String[]::new),
            titles.stream().mapToInt(Title::year).toArray(),
            titles.stream().mapToLong(Title::genres).toArray(),
            new String[titles.size()],
            new BitSet(),
            GENRES),
        new Popularity(
            titles.stream().mapToLong(Title::ratings).toArray(),
            floats(titles.stream().map(Title::mean).toList()),
            new float[titles.size()],
            floats(titles.stream().map(title -> title.popularity() / 100f).toList())));
  }

  private static float[] floats(List<Float> list) {
    float[] values = new float[list.size()];
    IntStream.range(0, values.length).forEach(i -> values[i] = list.get(i));
    return values;
  }

  private static MovieQuery query(String text, MovieSort sort, int limit) {
    return new MovieQuery(
        Optional.ofNullable(text),
        List.of(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        sort,
        Optional.empty(),
        limit);
  }

  private static MovieQuery after(MovieQuery query, Optional<String> cursor) {
    return new MovieQuery(
        query.text(),
        query.genres(),
        query.yearFrom(),
        query.yearTo(),
        query.sort(),
        cursor,
        query.limit());
  }

  private static MovieQuery filtered(
      String text, MovieSort sort, List<String> genres, OptionalInt from, OptionalInt to) {
    return new MovieQuery(Optional.ofNullable(text), genres, from, to, sort, Optional.empty(), 100);
  }

  private List<String> titles(MovieQuery query) {
    MoviePage page = search.find(query);
    assertThat(page.total()).isEqualTo(page.rows().length);
    assertThat(page.nextCursor()).isEmpty();
    return Arrays.stream(page.rows()).mapToObj(row -> CATALOGUE.get(row).title()).toList();
  }

  private List<String> found(String text) {
    return titles(query(text, MovieSort.RELEVANCE, 100));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "godfther | Godfather, The",
        "the godfather | Godfather, The",
        "Godfather, The | Godfather, The",
        "GODFATHER | Godfather, The",
        "gdofather part | Godfather: Part II, The",
        "godfather ii | Godfather: Part II, The",
        "godfather part 2 | ",
        "godfa | Godfather, The",
        "gotfa | Godfather, The",
        "part god | Godfather: Part II, The",
        "amelie | Amélie (Fabuleux destin d'Amélie Poulain, Le)",
        "AMÉLIE | Amélie (Fabuleux destin d'Amélie Poulain, Le)",
        "poulain | Amélie (Fabuleux destin d'Amélie Poulain, Le)",
        "damelie pou | Amélie (Fabuleux destin d'Amélie Poulain, Le)",
        "spiderman | Spider-Man",
        "spider man | Spider-Man",
        "spider-m | Spider-Man",
        "spidreman | Spider-Man",
        "se7en | Seven (a.k.a. Se7en)",
        "schindlers list | Schindler's List",
        "schindler list | Schindler's List",
        "Schindler’s Lis | Schindler's List",
        "dumb and dumber | Dumb & Dumber",
        "dumb & d | Dumb & Dumber",
        "8 1/2 | 8½",
        "8½ | 8½",
        "千と | 千と千尋の神隠し",
        "odipussi | Ødipussi",
        "$ | $",
        "xyzzy | ",
        "go | Godfather, The",
        "gp | ",
      })
  void theFirstOfWhatIsFound(String text, String expected) {
    assertThat(found(text).stream().findFirst()).isEqualTo(Optional.ofNullable(expected));
  }

  @Test
  void theExactTitleThenWholeWordsThenBeginningsThenErrors() {
    assertThat(found("alien")).containsExactly("Alien", "Alien vs. Predator", "Aliens");
    assertThat(found("aliem")).containsExactly("Alien vs. Predator", "Aliens", "Alien");
    assertThat(found("predator")).containsExactly("Predator", "Alien vs. Predator");
    assertThat(found("the god")).containsExactly("Godfather, The", "Godfather: Part II, The");
  }

  @Test
  void theLongerTheWordTheMoreErrors() {
    assertThat(found("ali")).hasSize(3);
    assertThat(found("aki")).isEmpty();
    assertThat(found("akien")).hasSize(3);
    assertThat(found("akiem")).isEmpty();
    assertThat(found("predadxr")).hasSize(2);
    assertThat(found("predadxx")).isEmpty();
    assertThat(found("predatro")).hasSize(2);
  }

  @Test
  void onlyTheLastWordMayBeABeginning() {
    assertThat(found("god the")).isEmpty();
    assertThat(found("the go")).hasSize(2);
  }

  @Test
  void withoutTextAllAreThereInTheOrderAskedFor() {
    for (String text : new String[] {null, "", " \t"}) {
      assertThat(titles(query(text, MovieSort.RELEVANCE, 100)))
          .hasSize(CATALOGUE.size())
          .startsWith("Alien vs. Predator", "Godfather, The", "Godfather: Part II, The")
          .endsWith("Ødipussi", "$");
    }
    assertThat(titles(query(null, MovieSort.TITLE, 100)))
        .startsWith("$", "8½", "Alien", "Alien vs. Predator", "Aliens")
        .endsWith("Seven (a.k.a. Se7en)", "Spider-Man", "千と千尋の神隠し")
        .containsSequence("Dumb & Dumber", "Godfather, The", "Godfather: Part II, The", "Ødipussi");
    assertThat(titles(query(null, MovieSort.YEAR, 100)))
        .startsWith(
            "Alien vs. Predator", "Spider-Man", "Amélie (Fabuleux destin d'Amélie Poulain, Le)")
        .endsWith("8½", "Ødipussi");
    // 5 stars from one person count less than 4.5 from a hundred.
    assertThat(titles(query(null, MovieSort.RATING, 100)))
        .startsWith("Godfather, The", "Godfather: Part II, The", "Schindler's List")
        .endsWith("Alien vs. Predator", "Ødipussi");
  }

  @Test
  void textMayBeFoundInAnyOrder() {
    assertThat(titles(query("alien", MovieSort.YEAR, 100)))
        .containsExactly("Alien vs. Predator", "Aliens", "Alien");
    assertThat(titles(query("alien", MovieSort.TITLE, 100)))
        .containsExactly("Alien", "Alien vs. Predator", "Aliens");
    assertThat(titles(query("alien", MovieSort.POPULARITY, 100)))
        .containsExactly("Alien vs. Predator", "Aliens", "Alien");
  }

  @Test
  void genresAndYearsFilter() {
    OptionalInt open = OptionalInt.empty();
    assertThat(titles(filtered(null, MovieSort.YEAR, List.of("crime", "DRAMA"), open, open)))
        .containsExactly("Godfather: Part II, The", "Godfather, The");
    assertThat(titles(filtered(null, MovieSort.YEAR, List.of("Western"), open, open))).isEmpty();
    assertThat(titles(filtered("alien", MovieSort.YEAR, List.of("Western"), open, open))).isEmpty();
    assertThat(
            titles(
                filtered(
                    null, MovieSort.YEAR, List.of(), OptionalInt.of(1972), OptionalInt.of(1979))))
        .containsExactly("Alien", "Godfather: Part II, The", "Godfather, The");
    assertThat(
            titles(filtered("alien", MovieSort.RELEVANCE, List.of(), OptionalInt.of(1980), open)))
        .containsExactly("Alien vs. Predator", "Aliens");
    assertThat(titles(filtered(null, MovieSort.YEAR, List.of(), open, OptionalInt.of(1970))))
        .containsExactly("8½");
  }

  @ParameterizedTest
  @EnumSource
  void pagesTogetherAreTheWhole(MovieSort sort) {
    for (String text : new String[] {null, "a", "alien", "the god"}) {
      int[] whole = search.find(query(text, sort, 100)).rows();
      for (int limit : new int[] {1, 2, 5}) {
        List<Integer> rows = new ArrayList<>();
        MovieQuery query = query(text, sort, limit);
        MoviePage page = search.find(query);
        Arrays.stream(page.rows()).forEach(rows::add);
        while (page.nextCursor().isPresent()) {
          page = search.find(after(query, page.nextCursor()));
          assertThat(page.rows()).isNotEmpty();
          assertThat(page.total()).isEqualTo(whole.length);
          Arrays.stream(page.rows()).forEach(rows::add);
        }
        assertThat(rows).containsExactlyElementsOf(Arrays.stream(whole).boxed().toList());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCursorStaysGoodWhenAnotherSnapshotComes(MovieSort sort) {
    MovieQuery query = query(null, sort, 4);
    MoviePage first = search.find(query);
    // The movies of the first page have gone, and others stand before the rest in every order.
    List<Title> changed = new ArrayList<>(CATALOGUE);
    for (int row : first.rows()) {
      Title gone = CATALOGUE.get(row);
      changed.set(row, new Title("!", 2030, 0, 100, gone.ratings(), gone.mean()));
    }
    int[] rest = search.find(after(query(null, sort, 100), first.nextCursor())).rows();
    assertThat(of(changed).find(after(query(null, sort, 100), first.nextCursor())).rows())
        .containsExactly(rest);
  }

  @Test
  void aCursorOfAnotherQueryIsRefused() {
    MovieQuery query = query("alien", MovieSort.TITLE, 1);
    Optional<String> cursor = search.find(query).nextCursor();
    assertThat(search.find(after(query("ALIEN!", MovieSort.TITLE, 50), cursor)).rows()).hasSize(2);
    assertRefused(query("alien", MovieSort.YEAR, 1), cursor.get(), "sort TITLE, expected");
    assertRefused(query("aliens", MovieSort.TITLE, 1), cursor.get(), "another search");
    assertRefused(
        filtered(
            "alien", MovieSort.TITLE, List.of("Drama"), OptionalInt.empty(), OptionalInt.empty()),
        cursor.get(),
        "another search");
    assertRefused(
        filtered("alien", MovieSort.TITLE, List.of(), OptionalInt.of(1), OptionalInt.empty()),
        cursor.get(),
        "another search");
    // Without text relevance is popularity.
    Optional<String> popular = search.find(query(null, MovieSort.RELEVANCE, 1)).nextCursor();
    assertThat(search.find(after(query(null, MovieSort.POPULARITY, 1), popular)).rows()).hasSize(1);
  }

  @Test
  void aForgedCursorIsRefused() {
    MovieQuery query = query("alien", MovieSort.TITLE, 1);
    String cursor = search.find(query).nextCursor().orElseThrow();
    byte[] bytes = Base64.getUrlDecoder().decode(cursor);
    for (int i = 0; i < bytes.length; i++) {
      byte[] forged = bytes.clone();
      forged[i] ^= 4;
      assertRefused(
          query, Base64.getUrlEncoder().withoutPadding().encodeToString(forged), "expected");
    }
    for (String text : List.of("", "=", "AAAA", "12", "né", cursor + "A", "A".repeat(100_000))) {
      assertRefused(query, text, "expected the nextCursor");
    }
  }

  private void assertRefused(MovieQuery query, String cursor, String message) {
    assertThatThrownBy(() -> search.find(after(query, Optional.of(cursor))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "!?!",
        "...",
        "title:\"alien\" AND (foo OR NOT bar)^2~ [a TO b] {*} /x/ + - && || \\",
        "*",
        "\\",
        "🎬👨‍👩‍👧🎬🎬🎬🎬🎬🎬🎬",
        "\uD83C",
        "q\uD83C\u0000\uFFFF\u202E",
        "\u0301\u0301\u0301",
        "%' OR 1=1 --"
      })
  void strangeTextFindsNothing(String text) {
    assertThat(found(text)).isEmpty();
  }

  @Test
  void longTextIsCut() {
    assertThat(found("the " + "godfather ".repeat(1_000))).contains("Godfather, The");
    assertThat(found("x".repeat(10_000))).isEmpty();
    assertThat(found("😀".repeat(10_000))).isEmpty();
    assertThat(found("é ".repeat(5_000))).isEmpty();
  }

  @Test
  void noTextFails() {
    Random random = new Random(1);
    int[] alphabet = "ab é-'&.(\"*~\\\uD83C\u0301ß½千😀\n".codePoints().toArray();
    for (int i = 0; i < 300; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(60); length >= 0; length--) {
        text.appendCodePoint(
            random.nextInt(4) == 0
                ? random.nextInt(Character.MAX_CODE_POINT + 1)
                : alphabet[random.nextInt(alphabet.length)]);
      }
      MovieQuery query = query(text.toString(), MovieSort.RELEVANCE, 10);
      assertThatCode(() -> search.find(query)).as(text.toString()).doesNotThrowAnyException();
      assertThatCode(() -> of(List.of(new Title(text.toString(), 1, 0, 1, 1, 1))))
          .as(text.toString())
          .doesNotThrowAnyException();
    }
  }

  @Test
  void anEmptyCatalogueHasNothing() {
    MovieSearch empty = of(List.of());
    assertThat(empty.find(query("alien", MovieSort.RELEVANCE, 1)).total()).isZero();
    assertThat(empty.find(query(null, MovieSort.TITLE, 1)).rows()).isEmpty();
  }

  @Test
  void whatCannotBeAskedIsRefused() {
    assertThatThrownBy(() -> query(null, MovieSort.TITLE, 0))
        .hasMessage("limit is 0, expected 1 to 100");
    assertThatThrownBy(() -> query(null, MovieSort.TITLE, 101))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> filtered(null, MovieSort.TITLE, List.of(), OptionalInt.of(2), OptionalInt.of(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("yearFrom is 2");
  }
}
