package dev.marquee.serving.api;

import dev.marquee.serving.http.Endpoint;
import dev.marquee.serving.http.Parameter;
import dev.marquee.serving.http.Parameters;
import dev.marquee.serving.http.ProblemException;
import dev.marquee.serving.http.ProblemKind;
import dev.marquee.serving.http.Reply;
import dev.marquee.serving.http.Request;
import dev.marquee.serving.search.MoviePage;
import dev.marquee.serving.search.MovieQuery;
import dev.marquee.serving.search.MovieSort;
import dev.marquee.serving.snapshot.Movies;
import dev.marquee.serving.snapshot.RankedLists;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The catalogue: search, one movie, movies like it, genres, what is popular. */
final class MovieEndpoints {
  private static final String GROUP = "Movies";
  private static final int MOST = 100;
  private static final int DEFAULT = 20;

  private static final Parameter<Long> MOVIE = Parameters.pathId("id", "The movie.");
  private static final Parameter<Integer> N =
      Parameters.integer("n", 1, MOST, DEFAULT, "How many movies.");
  private static final Parameter<Optional<String>> TEXT =
      Parameters.text("q", 200, "Words of the title; the last may be unfinished.");
  private static final Parameter<List<String>> GENRE =
      Parameters.names("genre", "Only movies with every one of these genres.");
  private static final Parameter<OptionalInt> YEAR_FROM =
      Parameters.optionalInteger("yearFrom", 1800, 2200, "Earliest year of release.");
  private static final Parameter<OptionalInt> YEAR_TO =
      Parameters.optionalInteger("yearTo", 1800, 2200, "Latest year of release.");
  private static final Parameter<MovieSort> SORT =
      Parameters.choice("sort", MovieSort.class, MovieSort.RELEVANCE, "The order.");
  private static final Parameter<Optional<String>> CURSOR =
      Parameters.text("cursor", 400, "Where the page before ended, as its nextCursor says.");

  private final Service service;

  MovieEndpoints(Service service) {
    this.service = service;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/v1/movies")
            .documented(GROUP, "Finds movies by title, in spite of typing errors, or lists them.")
            .takes(TEXT, GENRE, YEAR_FROM, YEAR_TO, SORT, CURSOR, N)
            .answers(200, MoviePageAnswer.class)
            .does(this::find),
        Endpoint.get("/v1/movies/{id}")
            .documented(GROUP, "One movie.")
            .takes(MOVIE)
            .answers(200, MovieDetailAnswer.class)
            .does(this::movie),
        Endpoint.get("/v1/movies/{id}/similar")
            .documented(GROUP, "Movies of like content.")
            .takes(MOVIE, N)
            .answers(200, SimilarAnswer.class)
            .does(this::similar),
        Endpoint.get("/v1/genres")
            .documented(GROUP, "All genres.")
            .answers(200, GenresAnswer.class)
            .does(this::genres),
        Endpoint.get("/v1/popular")
            .documented(GROUP, "The most popular movies.")
            .takes(GENRE, YEAR_FROM, YEAR_TO, CURSOR, N)
            .answers(200, MoviePageAnswer.class)
            .does(this::popular));
  }

  private Reply find(Request request) {
    return page(request, request.get(TEXT), request.get(SORT));
  }

  private Reply popular(Request request) {
    return page(request, Optional.empty(), MovieSort.POPULARITY);
  }

  private Reply page(Request request, Optional<String> text, MovieSort sort) {
    ServedSnapshot served = service.snapshot();
    Known.genres(served.movies(), ProblemKind.INVALID_PARAMETER, GENRE.name(), request.get(GENRE));
    MoviePage page;
    try {
      page =
          served
              .search()
              .find(
                  new MovieQuery(
                      text,
                      request.get(GENRE),
                      request.get(YEAR_FROM),
                      request.get(YEAR_TO),
                      sort,
                      request.get(CURSOR),
                      request.get(N)));
    } catch (IllegalArgumentException e) {
      throw ProblemException.of(ProblemKind.INVALID_PARAMETER, e.getMessage());
    }
    return Reply.json(
        new MoviePageAnswer(
            request.id(),
            served.answer(),
            page.total(),
            Arrays.stream(page.rows())
                .mapToObj(row -> MovieAnswer.of(served.snapshot(), row))
                .toList(),
            page.nextCursor()));
  }

  private Reply movie(Request request) {
    ServedSnapshot served = service.snapshot();
    int row = Service.row(served, MOVIE.name(), request.get(MOVIE));
    return Reply.json(
        new MovieDetailAnswer(
            request.id(), served.answer(), MovieAnswer.of(served.snapshot(), row)));
  }

  private Reply similar(Request request) {
    ServedSnapshot served = service.snapshot();
    int row = Service.row(served, MOVIE.name(), request.get(MOVIE));
    RankedLists lists = served.snapshot().similar();
    List<SimilarAnswer.Similar> similar = new ArrayList<>();
    int end = Math.min(lists.to(row), lists.from(row) + request.get(N));
    for (int place = lists.from(row); place < end; place++) {
      similar.add(
          new SimilarAnswer.Similar(
              Rounded.of(lists.score(place)),
              MovieAnswer.of(served.snapshot(), lists.movie(place))));
    }
    return Reply.json(
        new SimilarAnswer(
            request.id(), served.answer(), MovieAnswer.of(served.snapshot(), row), similar));
  }

  private Reply genres(Request request) {
    ServedSnapshot served = service.snapshot();
    Movies movies = served.movies();
    int[] counts = new int[movies.genreNames().size()];
    for (int row = 0; row < movies.size(); row++) {
      for (long left = movies.genreBits(row); left != 0; left &= left - 1) {
        counts[Long.numberOfTrailingZeros(left)]++;
      }
    }
    List<GenresAnswer.Genre> genres = new ArrayList<>();
    for (int genre = 0; genre < counts.length; genre++) {
      genres.add(new GenresAnswer.Genre(movies.genreNames().get(genre), counts[genre]));
    }
    return Reply.json(new GenresAnswer(request.id(), served.answer(), genres));
  }
}
