package dev.marquee.jobs.ncf;

import dev.marquee.data.PoolingBlock;
import dev.marquee.data.Table;
import dev.marquee.data.Tables;
import dev.marquee.jobs.pipeline.SparkSchemas;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The plain tables of a checkpoint. An executor reads the checkpoint and streams its rows, so that
 * the driver never holds a table.
 */
final class FactorTables {
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

  /** {@code ncf_pooling}: the blocks of a user's vector. */
  Dataset<Row> pooling() {
    return rows(Tables.NCF_POOLING, new Pooling(checkpoint, hadoop));
  }

  private record Factors(String checkpoint, SerializableConfiguration hadoop, boolean users)
      implements FlatMapFunction<Long, Row> {
    @Override
    public Iterator<Row> call(Long ignored) {
      Path source = new Path(checkpoint);
      NcfCheckpoint description = NcfCheckpoint.describe(source, hadoop.value());
      NcfWeights model = description.load(source, hadoop.value());
      int gmf = description.architecture().gmfFactors();
      int mlp = description.architecture().mlpFactors();
      if (users) {
        long[] ids = description.userIds();
        return IntStream.range(0, ids.length)
            .mapToObj(
                i ->
                    RowFactory.create(
                        ids[i], slice(model.gmfUsers(), i, gmf), slice(model.mlpUsers(), i, mlp)))
            .iterator();
      }
      long[] ids = description.movieIds();
      return IntStream.range(0, ids.length)
          .mapToObj(
              i ->
                  RowFactory.create(
                      ids[i],
                      slice(model.gmfMovies(), i, gmf),
                      slice(model.mlpMovies(), i, mlp),
                      slice(model.history(), i, gmf + mlp)))
          .iterator();
    }

    private static float[] slice(float[] values, int row, int width) {
      return Arrays.copyOfRange(values, row * width, (row + 1) * width);
    }
  }

  private record Pooling(String checkpoint, SerializableConfiguration hadoop)
      implements FlatMapFunction<Long, Row> {
    @Override
    public Iterator<Row> call(Long ignored) {
      List<PoolingBlock> blocks =
          NcfCheckpoint.describe(new Path(checkpoint), hadoop.value()).pooling();
      List<Row> rows = new ArrayList<>();
      for (int position = 0; position < blocks.size(); position++) {
        PoolingBlock block = blocks.get(position);
        rows.add(
            RowFactory.create(
                position,
                block.name(),
                block.size(),
                block.recencyFloor(),
                block.recencyScale(),
                block.ratingSlope(),
                block.neutralRating(),
                block.heads(),
                block.queries(),
                block.shrinkage(),
                block.base()));
      }
      return rows.iterator();
    }
  }

  private record Layers(String checkpoint, SerializableConfiguration hadoop)
      implements FlatMapFunction<Long, Row> {
    @Override
    public Iterator<Row> call(Long ignored) {
      Path source = new Path(checkpoint);
      NcfCheckpoint description = NcfCheckpoint.describe(source, hadoop.value());
      NcfArchitecture architecture = description.architecture();
      NcfWeights model = description.loadMovies(source, hadoop.value());
      List<Row> rows = new ArrayList<>();
      for (var layer : architecture.hiddenLayers()) {
        NcfWeights.DenseWeights dense = model.hidden().get(layer.position());
        rows.add(
            RowFactory.create(
                layer.position(),
                "mlp_" + (layer.position() + 1),
                layer.inputSize(),
                layer.outputSize(),
                dense.weights(),
                dense.bias(),
                "relu",
                layer.residualFrom().isPresent() ? layer.residualFrom().getAsInt() : null));
      }
      rows.add(
          RowFactory.create(
              architecture.hiddenUnits().size(),
              "output",
              model.output().length,
              1,
              model.output(),
              new float[] {model.outputBias()},
              "sigmoid",
              null));
      return rows.iterator();
    }
  }
}
