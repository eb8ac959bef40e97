package dev.marquee.jobs.popularity;

import static dev.marquee.data.Tables.MOVIES;
import static dev.marquee.data.Tables.MOVIE_POPULARITY;
import static dev.marquee.data.Tables.RATINGS;

import dev.marquee.data.Table;
import dev.marquee.jobs.pipeline.Stage;
import dev.marquee.jobs.pipeline.StageContext;
import java.util.List;

/** Writes how well and how much every movie of the catalogue is liked. */
public final class PopularityStage implements Stage {

  @Override
  public String name() {
    return "popularity";
  }

  @Override
  public List<Table> reads() {
    return List.of(MOVIES, RATINGS);
  }

  @Override
  public List<Table> writes() {
    return List.of(MOVIE_POPULARITY);
  }

  @Override
  public void run(StageContext context) {
    MoviePopularityTable table =
        new MoviePopularityTable(context.config().popularity(), context.config().ingest());
    context.write(MOVIE_POPULARITY, table.compute(context.read(MOVIES), context.read(RATINGS)));
  }
}
