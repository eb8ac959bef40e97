package dev.marquee.jobs.ncf;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.marquee.data.Table;
import dev.marquee.data.Tables;
import dev.marquee.jobs.pipeline.SparkSchemas;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/**
 * The plain tables of a checkpoint. An executor reads the checkpoint and streams its rows, a chunk
 * at a time, so that the driver never holds a table.
 */
final class FactorTables {
  private static final int CHUNK_ROWS = 4096;

  private final SparkSession spark;
  private final String checkpoint;
  private final SerializableConfiguration hadoop;

  FactorTables(SparkSession spark, Path checkpoint) {
    this.spark = spark;
    this.checkpoint = checkpoint.toString();
    hadoop = new SerializableConfiguration(spark.sessionState().newHadoopConf());
  }

  /** {@code user_factors}, ordered by userId. */
  Dataset<Row> userFactors() {
    return rows(Tables.USER_FACTORS, new Factors(checkpoint, hadoop, true));
  }

  /** {@code movie_factors}, ordered by movieId. */
  Dataset<Row> movieFactors() {
    return rows(Tables.MOVIE_FACTORS, new Factors(checkpoint, hadoop, false));
  }

  /** {@code ncf_layers}: the hidden layers, then the output. */
  Dataset<Row> layers() {
    return rows(Tables.NCF_LAYERS, new Layers(checkpoint, hadoop));
  }

  private Dataset<Row> rows(Table table, FlatMapFunction<Long, Row> read) {
    var source =
        spark.createDataset(List.of(0L), Encoders.LONG()).coalesce(1).javaRDD().flatMap(read);
    return spark.createDataFrame(source, SparkSchemas.of(table));
  }

  private record Factors(String checkpoint, SerializableConfiguration hadoop, boolean users)
      implements FlatMapFunction<Long, Row> {
    @Override
    public Iterator<Row> call(Long ignored) {
      Path source = new Path(checkpoint);
      NcfCheckpoint description = NcfCheckpoint.describe(source, hadoop.value());
      NDManager manager = NDManager.newBaseManager(Device.cpu());
      TaskContext.get()
          .addTaskCompletionListener((TaskCompletionListener) context -> manager.close());
      NeuMf model = description.load(source, hadoop.value(), manager);
      long[] ids = users ? description.userIds() : description.movieIds();
      NDArray gmf = users ? model.gmfUsers() : model.gmfMovies();
      NDArray mlp = users ? model.mlpUsers() : model.mlpMovies();
      int factors = description.architecture().factors();
      return IntStream.iterate(0, from -> from < ids.length, from -> from + CHUNK_ROWS)
          .mapToObj(from -> chunk(ids, gmf, mlp, factors, from))
          .flatMap(List::stream)
          .iterator();
    }

    private static List<Row> chunk(long[] ids, NDArray gmf, NDArray mlp, int factors, int from) {
      int to = Math.min(from + CHUNK_ROWS, ids.length);
      long[] positions = IntStream.range(from, to).asLongStream().toArray();
      float[] gmfValues = UserVectors.rows(gmf, positions, factors);
      float[] mlpValues = UserVectors.rows(mlp, positions, factors);
      List<Row> rows = new ArrayList<>(to - from);
      for (int i = 0; i < to - from; i++) {
        rows.add(
            RowFactory.create(
                ids[from + i], slice(gmfValues, i, factors), slice(mlpValues, i, factors)));
      }
      return rows;
    }

    private static float[] slice(float[] values, int row, int width) {
      return Arrays.copyOfRange(values, row * width, (row + 1) * width);
    }
  }

  private record Layers(String checkpoint, SerializableConfiguration hadoop)
      implements FlatMapFunction<Long, Row> {
    @Override
    public Iterator<Row> call(Long ignored) {
      Path source = new Path(checkpoint);
      NcfCheckpoint description = NcfCheckpoint.describe(source, hadoop.value());
      NcfArchitecture architecture = description.architecture();
      List<Row> rows = new ArrayList<>();
      try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
        NeuMf model = description.loadMoviesAndLayers(source, hadoop.value(), manager);
        for (var layer : architecture.hiddenLayers()) {
          rows.add(
              RowFactory.create(
                  layer.position(),
                  "mlp_" + (layer.position() + 1),
                  layer.inputSize(),
                  layer.outputSize(),
                  model.hiddenWeights(layer.position()).toFloatArray(),
                  model.hiddenBias(layer.position()).toFloatArray(),
                  "relu",
                  layer.residualFrom().isPresent() ? layer.residualFrom().getAsInt() : null));
        }
        rows.add(
            RowFactory.create(
                architecture.hiddenUnits().size(),
                "output",
                architecture.factors() + architecture.lastHiddenUnits(),
                1,
                model.outputWeights().toFloatArray(),
                model.outputBias().toFloatArray(),
                "sigmoid",
                null));
      }
      return rows.iterator();
    }
  }
}
