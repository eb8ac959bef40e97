package dev.marquee.jobs.ncf;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marquee.data.PoolingBlock;
import dev.marquee.data.UserError;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A trained model on a Hadoop file system: {@code users.bin} and {@code movies.bin}, all weights as
 * big-endian floats in the order of {@link NcfWeights}, the user tables apart so that scoring
 * executors need not load them, and {@code ncf.json} with the architecture, how histories are
 * pooled and the ids behind the rows.
 *
 * @param architecture the model's shape
 * @param pooling the blocks of a user's vector
 * @param userIds id of every user row, ascending
 * @param movieIds id of every movie row, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // Millions of ids; checkpoints are not compared.
public record NcfCheckpoint(
    NcfArchitecture architecture, List<PoolingBlock> pooling, long[] userIds, long[] movieIds) {
  private static final String USERS = "users.bin";
  private static final String MOVIES = "movies.bin";
  private static final String DESCRIPTION = "ncf.json";
  private static final int BUFFER_BYTES = 1 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  static {
    // A checkpoint may be older than a part of a pooling block; the empty one stands for none.
    JSON.configOverride(float[].class)
        .setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
  }

  /** Writes a model. The description is written last: where it is, the checkpoint is whole. */
  static void save(NcfWeights weights, Interactions interactions, Path target, Configuration hadoop)
      throws IOException {
    FileSystem fileSystem = target.getFileSystem(hadoop);
    fileSystem.delete(target, true);
    fileSystem.mkdirs(target);
    try (DataOutputStream out = output(fileSystem, target, USERS)) {
      write(out, weights.gmfUsers());
      write(out, weights.mlpUsers());
    }
    try (DataOutputStream out = output(fileSystem, target, MOVIES)) {
      write(out, weights.gmfMovies());
      write(out, weights.mlpMovies());
      write(out, weights.history());
      for (NcfWeights.DenseWeights layer : weights.hidden()) {
        write(out, layer.weights());
        write(out, layer.bias());
      }
      write(out, weights.output());
      out.writeFloat(weights.outputBias());
    }
    NcfCheckpoint description =
        new NcfCheckpoint(
            weights.architecture(),
            weights.pooling(),
            interactions.userIds(),
            interactions.movieIds());
    try (OutputStream out = output(fileSystem, target, DESCRIPTION)) {
      JSON.writeValue(out, description);
    }
  }

  /**
   * Reads the description of a checkpoint.
   *
   * @throws UserError if there is none or it is broken
   */
  public static NcfCheckpoint describe(Path source, Configuration hadoop) {
    try (var in = source.getFileSystem(hadoop).open(new Path(source, DESCRIPTION))) {
      return JSON.readValue((InputStream) in, NcfCheckpoint.class);
    } catch (IOException e) {
      throw new UserError(
          "no readable NCF checkpoint in " + source + ": run train-ncf first (" + e + ")", e);
    }
  }

  /** Loads all but the users' vectors. */
  NcfWeights loadMovies(Path source, Configuration hadoop) {
    return load(source, hadoop, new float[0], new float[0]);
  }

  /** Loads the whole model. */
  NcfWeights load(Path source, Configuration hadoop) {
    float[] gmf = new float[Math.multiplyExact(architecture.users(), architecture.gmfFactors())];
    float[] mlp = new float[Math.multiplyExact(architecture.users(), architecture.mlpFactors())];
    try (DataInputStream in = input(source, USERS, hadoop)) {
      read(in, gmf);
      read(in, mlp);
    } catch (IOException e) {
      throw broken(source, USERS, e);
    }
    return load(source, hadoop, gmf, mlp);
  }

  private NcfWeights load(Path source, Configuration hadoop, float[] gmfUsers, float[] mlpUsers) {
    int movies = architecture.movies();
    int gmf = architecture.gmfFactors();
    int mlp = architecture.mlpFactors();
    try (DataInputStream in = input(source, MOVIES, hadoop)) {
      float[] gmfMovies = read(in, new float[Math.multiplyExact(movies, gmf)]);
      float[] mlpMovies = read(in, new float[Math.multiplyExact(movies, mlp)]);
      float[] history = read(in, new float[Math.multiplyExact(movies, gmf + mlp)]);
      List<NcfWeights.DenseWeights> hidden = new ArrayList<>();
      for (var layer : architecture.hiddenLayers()) {
        hidden.add(
            new NcfWeights.DenseWeights(
                read(in, new float[layer.outputSize() * layer.inputSize()]),
                read(in, new float[layer.outputSize()])));
      }
      float[] output = read(in, new float[gmf + architecture.lastHiddenUnits()]);
      return new NcfWeights(
          architecture,
          gmfUsers,
          mlpUsers,
          gmfMovies,
          mlpMovies,
          history,
          pooling,
          hidden,
          output,
          in.readFloat());
    } catch (IOException e) {
      throw broken(source, MOVIES, e);
    }
  }

  private static UserError broken(Path source, String file, IOException e) {
    return new UserError(
        "NCF checkpoint " + source + "/" + file + " cannot be read: " + e.getMessage(), e);
  }

  private static DataInputStream input(Path source, String file, Configuration hadoop)
      throws IOException {
    Path path = new Path(source, file);
    return new DataInputStream(
        new BufferedInputStream(path.getFileSystem(hadoop).open(path), BUFFER_BYTES));
  }

  private static DataOutputStream output(FileSystem fileSystem, Path target, String file)
      throws IOException {
    return new DataOutputStream(
        new BufferedOutputStream(fileSystem.create(new Path(target, file), true), BUFFER_BYTES));
  }

  private static void write(DataOutputStream out, float[] values) throws IOException {
    for (float value : values) {
      out.writeFloat(value);
    }
  }

  private static float[] read(DataInputStream in, float[] values) throws IOException {
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readFloat();
    }
    return values;
  }
}
