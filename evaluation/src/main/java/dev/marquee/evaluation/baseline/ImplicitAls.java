package dev.marquee.evaluation.baseline;

import dev.marquee.evaluation.ranking.HistoryRanker;
import dev.marquee.evaluation.split.History;
import dev.marquee.evaluation.split.Interactions;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.netlib.util.intW;

/**
 * Implicit ALS (Hu, Koren and Volinsky 2008) as MLlib trains it, on binary ratings.
 *
 * <p>Only the movie vectors Y are kept. A user vector is solved at request time from the history,
 * for known users and new ones alike, with the equation of MLlib's own user step (n ratings, weight
 * α above none, regularisation λ times n):
 *
 * <pre>(YᵀY + α Σ y yᵀ + λ n I) x = (1 + α) Σ y,   sums over the history's movies</pre>
 *
 * MLlib's last step solves for the users, so for a training user and the whole history this is the
 * vector that MLlib returns, up to rounding. A movie without training ratings has a zero vector.
 */
public final class ImplicitAls implements HistoryRanker {
  private static final String USER = "user";
  private static final String ITEM = "item";
  private static final String RATING = "rating";
  private static final int ROWS_PER_TASK = 10_000;

  private final AlsSettings settings;
  private final float[][] vectors;
  private final double[] gram;

  /**
   * A model of given movie vectors.
   *
   * @param vectors {@code float[movies][rank]}
   */
  ImplicitAls(AlsSettings settings, float[][] vectors) {
    this.settings = settings;
    this.vectors = vectors;
    int rank = settings.rank();
    gram = new double[rank * rank];
    for (float[] vector : vectors) {
      addOuterProduct(gram, vector, 1);
    }
  }

  /** Trains with Spark; the work of a run, the seed and the number of cores decide the result. */
  public static ImplicitAls train(SparkSession spark, Interactions train, AlsSettings settings) {
    int blocks = spark.sparkContext().defaultParallelism();
    ALSModel model =
        new ALS()
            .setImplicitPrefs(true)
            .setRank(settings.rank())
            .setAlpha(settings.alpha())
            .setRegParam(settings.regularization())
            .setMaxIter(settings.iterations())
            .setSeed(settings.seed())
            .setNumUserBlocks(blocks)
            .setNumItemBlocks(blocks)
            .setUserCol(USER)
            .setItemCol(ITEM)
            .setRatingCol(RATING)
            .fit(binary(spark, train));
    float[][] vectors = new float[train.movies()][settings.rank()];
    for (Row row : model.itemFactors().collectAsList()) {
      List<Float> values = row.getList(1);
      float[] vector = vectors[row.getInt(0)];
      for (int i = 0; i < vector.length; i++) {
        vector[i] = values.get(i);
      }
    }
    return new ImplicitAls(settings, vectors);
  }

  /** The movie vectors, {@code float[movies][rank]}; readers leave them as they are. */
  public float[][] vectors() {
    return vectors;
  }

  @Override
  public void score(History history, float[] scores) {
    double[] user = userVector(history);
    for (int movie = 0; movie < scores.length; movie++) {
      float[] vector = vectors[movie];
      double sum = 0;
      for (int i = 0; i < vector.length; i++) {
        sum += user[i] * vector[i];
      }
      scores[movie] = (float) sum;
    }
  }

  /** The vector of a user with this history; zero where no movie of it was trained on. */
  double[] userVector(History history) {
    int rank = settings.rank();
    double[] matrix = gram.clone();
    double[] right = new double[rank];
    for (int movie : history.movies()) {
      addOuterProduct(matrix, vectors[movie], settings.alpha());
      for (int i = 0; i < rank; i++) {
        right[i] += (1 + settings.alpha()) * vectors[movie][i];
      }
    }
    if (history.size() == 0) {
      return right;
    }
    for (int i = 0; i < rank; i++) {
      matrix[i * rank + i] += settings.regularization() * history.size();
    }
    intW info = new intW(0);
    Lapack.instance().dposv("L", rank, 1, matrix, rank, right, rank, info);
    if (info.val != 0) {
      throw new IllegalStateException("ALS's user equation has no solution at " + info.val);
    }
    return right;
  }

  private static void addOuterProduct(double[] matrix, float[] vector, double weight) {
    for (int i = 0; i < vector.length; i++) {
      double scaled = weight * vector[i];
      int row = i * vector.length;
      for (int j = 0; j < vector.length; j++) {
        matrix[row + j] += scaled * vector[j];
      }
    }
  }

  private static Dataset<Row> binary(SparkSession spark, Interactions train) {
    List<Row> rows = new ArrayList<>(train.size());
    for (int user = 0; user < train.users(); user++) {
      for (int entry = train.start(user); entry < train.end(user); entry++) {
        rows.add(RowFactory.create(user, train.movie(entry), 1f));
      }
    }
    // The rows travel inside the tasks; Spark warns of tasks above 1 MB.
    int slices = 1 + rows.size() / ROWS_PER_TASK;
    return spark.createDataFrame(
        JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(rows, slices),
        new StructType()
            .add(USER, DataTypes.IntegerType, false)
            .add(ITEM, DataTypes.IntegerType, false)
            .add(RATING, DataTypes.FloatType, false));
  }
}
