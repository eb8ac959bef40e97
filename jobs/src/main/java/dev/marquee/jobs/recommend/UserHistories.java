package dev.marquee.jobs.recommend;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;

import dev.marquee.data.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Gathers every user's ratings into one row, oldest first, equal times by movie. */
final class UserHistories {
  private static final String HISTORY = "history";

  private UserHistories() {}

  /** {@code ratings} in, {@code user_histories} out. Costs one shuffle of the ratings. */
  static Dataset<Row> of(Dataset<Row> ratings) {
    Tables.Ratings in = Tables.RATINGS;
    Tables.UserHistories out = Tables.USER_HISTORIES;
    return ratings
        .groupBy(in.userId)
        .agg(sort_array(collect_list(struct(in.timestamp, in.movieId, in.rating))).as(HISTORY))
        .select(
            col(in.userId).as(out.userId),
            col(HISTORY).getField(in.movieId).as(out.movieIds),
            col(HISTORY).getField(in.rating).as(out.ratings),
            col(HISTORY).getField(in.timestamp).as(out.timestamps));
  }
}
