package dev.marquee.jobs.ingest;

import dev.marquee.data.UserError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The CSV files of an input folder. */
public final class InputFiles {
  private final List<InputFile> files;

  private InputFiles(List<InputFile> files) {
    this.files = files;
  }

  /**
   * Finds the files of a folder and reads their headers.
   *
   * @param folder a path on any Hadoop file system
   * @throws UserError if the folder or a required file is missing, a file is empty, is there both
   *     plain and compressed, or lacks a required column
   */
  public static InputFiles locate(Configuration hadoop, String folder) {
    return locate(hadoop, folder, List.of(CsvFormat.values()));
  }

  /** Finds the files of some formats only. */
  static InputFiles locate(Configuration hadoop, String folder, List<CsvFormat> formats) {
    List<InputFile> files = new ArrayList<>();
    try {
      Path path = new Path(folder);
      FileSystem fileSystem = path.getFileSystem(hadoop);
      if (!fileSystem.exists(path)) {
        throw new UserError("input folder " + folder + " does not exist");
      }
      for (CsvFormat format : formats) {
        find(fileSystem, path, format)
            .map(file -> InputFile.open(hadoop, format, file))
            .ifPresent(files::add);
      }
    } catch (IOException | IllegalArgumentException e) {
      // Hadoop refuses malformed URIs with IllegalArgumentException.
      throw new UserError("input folder " + folder + " cannot be read: " + e.getMessage(), e);
    }
    return new InputFiles(files);
  }

  /** Where the files lie: movies, ratings, then tags and links where they are there. */
  public List<Path> paths() {
    return files.stream().map(InputFile::path).toList();
  }

  /** The file of a format; a required one is always there. */
  Optional<InputFile> file(CsvFormat format) {
    return files.stream().filter(file -> file.format() == format).findFirst();
  }

  private static Optional<Path> find(FileSystem fileSystem, Path folder, CsvFormat format)
      throws IOException {
    Path plain = new Path(folder, format.fileName());
    Path compressed = new Path(folder, format.fileName() + ".gz");
    boolean plainExists = fileSystem.exists(plain);
    boolean compressedExists = fileSystem.exists(compressed);
    if (plainExists && compressedExists) {
      throw new UserError(
          "%s and %s are both there, expected one of them".formatted(plain, compressed.getName()));
    }
    if (!plainExists && !compressedExists && format.isRequired()) {
      throw new UserError(
          "%s does not exist, expected it or %s".formatted(plain, compressed.getName()));
    }
    if (plainExists) {
      return Optional.of(plain);
    }
    return compressedExists ? Optional.of(compressed) : Optional.empty();
  }
}
