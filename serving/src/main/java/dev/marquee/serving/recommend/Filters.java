package dev.marquee.serving.recommend;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Which movies may be shown. Every filter that is set must let a movie pass. Genres are named in
 * any case; one that no movie has matches nothing.
 *
 * @param anyGenres at least one of these; empty for no such filter
 * @param allGenres every one of these
 * @param notGenres none of these
 * @param minYear earliest year of release; movies without a year do not pass a year filter
 * @param maxYear latest year of release
 * @param allow only movies of this list, where there is one
 * @param deny no movie of this list
 */
public record Filters(
    Set<String> anyGenres,
    Set<String> allGenres,
    Set<String> notGenres,
    OptionalInt minYear,
    OptionalInt maxYear,
    Optional<Set<Long>> allow,
    Set<Long> deny) {

  /** Lets every movie pass. */
  public static final Filters NONE =
      new Filters(
          Set.of(),
          Set.of(),
          Set.of(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          Optional.empty(),
          Set.of());

  /** Copies the sets; refuses a range of years that is upside down. */
  public Filters {
    anyGenres = Set.copyOf(anyGenres);
    allGenres = Set.copyOf(allGenres);
    notGenres = Set.copyOf(notGenres);
    allow = allow.map(Set::copyOf);
    deny = Set.copyOf(deny);
    if (minYear.isPresent() && maxYear.isPresent() && minYear.getAsInt() > maxYear.getAsInt()) {
      throw new IllegalArgumentException(
          "years %d to %d, expected the earlier one first"
              .formatted(minYear.getAsInt(), maxYear.getAsInt()));
    }
  }

  /** The same with at least one of these genres. */
  public Filters withAnyGenres(Set<String> genres) {
    return new Filters(genres, allGenres, notGenres, minYear, maxYear, allow, deny);
  }

  /** The same with all of these genres. */
  public Filters withAllGenres(Set<String> genres) {
    return new Filters(anyGenres, genres, notGenres, minYear, maxYear, allow, deny);
  }

  /** The same without these genres. */
  public Filters withNotGenres(Set<String> genres) {
    return new Filters(anyGenres, allGenres, genres, minYear, maxYear, allow, deny);
  }

  /** The same with a range of years, either end open. */
  public Filters withYears(OptionalInt from, OptionalInt to) {
    return new Filters(anyGenres, allGenres, notGenres, from, to, allow, deny);
  }

  /** The same with an allow list. */
  public Filters withAllow(Set<Long> movieIds) {
    return new Filters(
        anyGenres, allGenres, notGenres, minYear, maxYear, Optional.of(movieIds), deny);
  }

  /** The same with a deny list. */
  public Filters withDeny(Set<Long> movieIds) {
    return new Filters(anyGenres, allGenres, notGenres, minYear, maxYear, allow, movieIds);
  }
}
