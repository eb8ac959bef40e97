package dev.marquee.jobs.ncf;

import ai.djl.MalformedModelException;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marquee.data.UserError;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/**
 * A trained model on a Hadoop file system: {@code users.params} and {@code ncf.params}, DJL's
 * parameter format, the user tables apart so that scoring executors need not load them, and {@code
 * ncf.json} with the architecture and the ids behind the rows.
 *
 * @param architecture the model's shape
 * @param epoch the epoch that the weights are from
 * @param validationNdcg its nDCG@10
 * @param userIds id of every user row, ascending
 * @param movieIds id of every movie row, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // Millions of ids; checkpoints are not compared.
public record NcfCheckpoint(
    NcfArchitecture architecture,
    int epoch,
    double validationNdcg,
    long[] userIds,
    long[] movieIds) {
  private static final String USERS = "users.params";
  private static final String MODEL = "ncf.params";
  private static final String DESCRIPTION = "ncf.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Writes a model's weights to a local directory. */
  static void saveParameters(NeuMf model, Path directory) throws IOException {
    try (DataOutputStream out = output(directory.resolve(USERS))) {
      model.saveUsers(out);
    }
    try (DataOutputStream out = output(directory.resolve(MODEL))) {
      model.saveMoviesAndLayers(out);
    }
  }

  /**
   * Moves the weights from a local directory to {@code target} and adds the description. The
   * description is written last: where it is, the checkpoint is whole.
   */
  void upload(Path parameters, org.apache.hadoop.fs.Path target, Configuration hadoop)
      throws IOException {
    FileSystem fileSystem = target.getFileSystem(hadoop);
    fileSystem.delete(target, true);
    fileSystem.mkdirs(target);
    for (String file : List.of(USERS, MODEL)) {
      fileSystem.copyFromLocalFile(
          new org.apache.hadoop.fs.Path(parameters.resolve(file).toUri()),
          new org.apache.hadoop.fs.Path(target, file));
    }
    try (OutputStream out =
        fileSystem.create(new org.apache.hadoop.fs.Path(target, DESCRIPTION), true)) {
      JSON.writeValue(out, this);
    }
  }

  /**
   * Reads the description of a checkpoint.
   *
   * @throws UserError if there is none or it is broken
   */
  public static NcfCheckpoint describe(org.apache.hadoop.fs.Path source, Configuration hadoop) {
    try (var in =
        source.getFileSystem(hadoop).open(new org.apache.hadoop.fs.Path(source, DESCRIPTION))) {
      return JSON.readValue((InputStream) in, NcfCheckpoint.class);
    } catch (IOException e) {
      throw new UserError(
          "no readable NCF checkpoint in " + source + ": run train-ncf first (" + e + ")", e);
    }
  }

  /** Loads the movie tables and the layers, without the user tables, on the manager's device. */
  NeuMf loadMoviesAndLayers(
      org.apache.hadoop.fs.Path source, Configuration hadoop, NDManager manager) {
    NeuMf model = new NeuMf(architecture);
    read(
        new org.apache.hadoop.fs.Path(source, MODEL),
        hadoop,
        in -> model.loadMoviesAndLayers(manager, in));
    return model;
  }

  /** Loads the whole model on the manager's device. */
  NeuMf load(org.apache.hadoop.fs.Path source, Configuration hadoop, NDManager manager) {
    NeuMf model = loadMoviesAndLayers(source, hadoop, manager);
    read(new org.apache.hadoop.fs.Path(source, USERS), hadoop, in -> model.loadUsers(manager, in));
    return model;
  }

  private interface Loader {
    void load(DataInputStream in) throws IOException, MalformedModelException;
  }

  private static void read(org.apache.hadoop.fs.Path file, Configuration hadoop, Loader loader) {
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(file.getFileSystem(hadoop).open(file), 1 << 20))) {
      loader.load(in);
    } catch (IOException | MalformedModelException e) {
      throw new UserError("NCF checkpoint " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static DataOutputStream output(Path file) throws IOException {
    return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 20));
  }
}
