package dev.marquee.jobs.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private static final Catalogue CATALOGUE = Catalogue.load();

  @Test
  void holdsSixHundredFilmsOrMoreWithUniqueIdsTitlesAndOverviews() {
    assertThat(CATALOGUE.size()).isGreaterThanOrEqualTo(600);
    assertThat(CATALOGUE.movieIds()).isSorted().doesNotHaveDuplicates();
    assertThat(CATALOGUE.titles()).doesNotHaveDuplicates();
    assertThat(CATALOGUE.overviews()).doesNotHaveDuplicates();
    assertThat(Arrays.stream(CATALOGUE.years())).allMatch(year -> year >= 1900 && year <= 2024);
  }

  @Test
  void genresComeFromTheVocabularyAndEachIsUsed() {
    Map<String, Integer> films = new HashMap<>();
    for (List<String> genres : CATALOGUE.genres()) {
      assertThat(genres).hasSizeBetween(1, 4).doesNotHaveDuplicates().isSorted();
      genres.forEach(genre -> films.merge(genre, 1, Integer::sum));
    }
    assertThat(films).containsOnlyKeys(Catalogue.GENRES);
    assertThat(films.values()).allMatch(count -> count >= 15);
  }

  @Test
  void overviewsAreOneSentenceOfModestLength() {
    assertThat(CATALOGUE.overviews())
        .allSatisfy(
            overview -> {
              assertThat(overview).endsWith(".").isEqualTo(overview.strip());
              assertThat(overview.chars().filter(c -> c == ' ').count() + 1).isBetween(16L, 34L);
            });
  }

  @Test
  void tagsAreLowerCaseAndMostlyShared() {
    Map<String, Integer> films = new HashMap<>();
    for (List<String> tags : CATALOGUE.tags()) {
      assertThat(tags)
          .hasSizeBetween(5, 9)
          .doesNotHaveDuplicates()
          .allSatisfy(tag -> assertThat(tag).isEqualTo(tag.toLowerCase(Locale.ROOT)));
      tags.forEach(tag -> films.merge(tag, 1, Integer::sum));
    }
    for (List<String> tags : CATALOGUE.tags()) {
      assertThat(tags.stream().filter(tag -> films.get(tag) > 1).count()).isGreaterThanOrEqualTo(4);
    }
  }

  @Test
  void fameAndQualityStayInRangeAndSpread() {
    assertThat(Arrays.stream(CATALOGUE.fame())).allMatch(fame -> fame >= 1 && fame <= 100);
    assertThat(Arrays.stream(CATALOGUE.quality())).allMatch(stars -> stars >= 2.5 && stars <= 4.6);
    double weak = Arrays.stream(CATALOGUE.quality()).filter(stars -> stars < 3.2).count();
    assertThat(weak / CATALOGUE.size()).isBetween(0.08, 0.25);
  }

  @Test
  void everyLeaningOfAnArchetypeIsSharedByFilms() {
    FilmSpace space = new FilmSpace(CATALOGUE, RandomStream.of(1));
    for (Archetype archetype : Archetype.ALL) {
      assertThat(archetype.leanings().keySet())
          .as(archetype.name())
          .allSatisfy(name -> assertThat(space.feature(name)).as(name).isNotNegative());
    }
  }

  @Test
  void kinShareSeriesOrDirector() {
    FilmSpace space = new FilmSpace(CATALOGUE, RandomStream.of(1));
    List<String> titles = List.of(CATALOGUE.titles());
    int fellowship = titles.indexOf("The Lord of the Rings: The Fellowship of the Ring (2001)");

    assertThat(Arrays.stream(space.kin(fellowship)).limit(2).mapToObj(titles::get))
        .allMatch(title -> title.startsWith("The Lord of the Rings"));
    assertThat(space.kinship(fellowship)[0]).isBetween(0.5, 1.0);
  }
}
