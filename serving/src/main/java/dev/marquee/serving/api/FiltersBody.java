package dev.marquee.serving.api;

import dev.marquee.serving.http.FieldException;
import dev.marquee.serving.http.ProblemKind;
import dev.marquee.serving.recommend.Filters;
import dev.marquee.serving.snapshot.Movies;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Which movies may be shown; what is left out filters nothing.
 *
 * @param genres at least one of these
 * @param allGenres every one of these
 * @param notGenres none of these
 * @param yearFrom earliest year of release
 * @param yearTo latest year of release
 * @param allow only these movies
 * @param deny none of these movies
 */
public record FiltersBody(
    List<String> genres,
    List<String> allGenres,
    List<String> notGenres,
    OptionalInt yearFrom,
    OptionalInt yearTo,
    Optional<Set<Long>> allow,
    Set<Long> deny) {

  /** No filters. */
  static final FiltersBody NONE = new FiltersBody(null, null, null, null, null, null, null);

  /** Fills in what was left out; refuses lists that are too long and years that are upside down. */
  public FiltersBody {
    genres = Lists.orEmpty("genres", genres);
    allGenres = Lists.orEmpty("allGenres", allGenres);
    notGenres = Lists.orEmpty("notGenres", notGenres);
    yearFrom = yearFrom == null ? OptionalInt.empty() : yearFrom;
    yearTo = yearTo == null ? OptionalInt.empty() : yearTo;
    FieldException.check(
        yearFrom.isEmpty() || yearTo.isEmpty() || yearFrom.getAsInt() <= yearTo.getAsInt(),
        "yearFrom",
        "a year that is not after yearTo");
    allow = allow == null ? Optional.empty() : allow;
    allow.ifPresent(ids -> Lists.orEmpty("allow", ids));
    deny = Lists.orEmpty("deny", deny);
  }

  /** As the ranking core takes them. */
  Filters asFilters(Movies movies) {
    Known.genres(movies, ProblemKind.INVALID_BODY, "filters.genres", genres);
    Known.genres(movies, ProblemKind.INVALID_BODY, "filters.allGenres", allGenres);
    Known.genres(movies, ProblemKind.INVALID_BODY, "filters.notGenres", notGenres);
    Filters filters =
        Filters.NONE
            .withAnyGenres(new HashSet<>(genres))
            .withAllGenres(new HashSet<>(allGenres))
            .withNotGenres(new HashSet<>(notGenres))
            .withYears(yearFrom, yearTo)
            .withDeny(deny);
    return allow.map(filters::withAllow).orElse(filters);
  }
}
