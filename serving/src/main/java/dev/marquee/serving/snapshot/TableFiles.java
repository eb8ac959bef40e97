package dev.marquee.serving.snapshot;

import dev.marquee.data.LocalFiles;
import dev.marquee.data.Table;
import dev.marquee.data.UserError;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/**
 * The Parquet files of a table: those on {@code file:} are read without Hadoop, which would take
 * longer to start than a small snapshot to read, all others through Hadoop's file systems.
 */
final class TableFiles {
  /**
   * False on Parquet before 1.14, which cannot: that is what Spark carries, and inside Spark Hadoop
   * is up already.
   */
  private static final boolean READS_WITHOUT_HADOOP = hasPlainConfiguration();

  private TableFiles() {}

  private static boolean hasPlainConfiguration() {
    try {
      Class.forName("org.apache.parquet.conf.PlainParquetConfiguration");
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /**
   * The Parquet files in a folder by name.
   *
   * @throws UserError if there is none
   */
  static List<Path> list(Path folder, Table table, Configuration hadoop) throws IOException {
    List<Path> files =
        (LocalFiles.isLocal(folder) ? localFiles(folder) : hadoopFiles(folder, hadoop))
            .stream()
                .filter(path -> path.getName().endsWith(".parquet"))
                .filter(path -> !path.getName().startsWith(".") && !path.getName().startsWith("_"))
                .sorted()
                .toList();
    if (files.isEmpty()) {
      throw new UserError(
          "table %s: %s has no Parquet file, expected at least one".formatted(table, folder));
    }
    return files;
  }

  private static List<Path> localFiles(Path folder) throws IOException {
    try (Stream<java.nio.file.Path> files = Files.list(LocalFiles.of(folder))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> new Path(folder, file.getFileName().toString()))
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  private static List<Path> hadoopFiles(Path folder, Configuration hadoop) throws IOException {
    try {
      return Arrays.stream(folder.getFileSystem(hadoop).listStatus(folder))
          .filter(FileStatus::isFile)
          .map(FileStatus::getPath)
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  /** Opens a file; the caller closes it. */
  static ParquetFileReader open(Path file, Configuration hadoop) throws IOException {
    if (!LocalFiles.isLocal(file) || !READS_WITHOUT_HADOOP) {
      return ParquetFileReader.open(HadoopInputFile.fromPath(file, hadoop));
    }
    return LocalParquet.open(file);
  }
}
