package dev.marquee.jobs.ingest;

import dev.marquee.data.UserError;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.util.LineReader;

/**
 * One file of the input folder, its header already read.
 *
 * @param format which of the four files it is
 * @param path where it lies, on any Hadoop file system
 * @param bytes its size, compressed where it is
 * @param header which field holds which column
 */
record InputFile(CsvFormat format, Path path, long bytes, CsvHeader header) {
  private static final long BYTES_PER_PARTITION = 32L << 20;
  private static final int COMPRESSION = 4;
  private static final int LONGEST_HEADER = 1 << 20;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /**
   * Opens a file and reads its header.
   *
   * @throws UserError if the file is empty, cannot be read or lacks a required column
   */
  static InputFile open(Configuration hadoop, CsvFormat format, Path path) {
    Text line = new Text();
    long bytes;
    try (InputStream stream = decompressed(hadoop, path);
        LineReader reader = new LineReader(stream)) {
      bytes = path.getFileSystem(hadoop).getFileStatus(path).getLen();
      if (reader.readLine(line, LONGEST_HEADER) == 0) {
        throw new UserError(
            "%s is empty, expected a header with %s"
                .formatted(path, String.join(",", format.requiredColumns())));
      }
    } catch (IOException e) {
      throw unreadable(path, e);
    }
    String header = line.toString();
    if (header.startsWith(BYTE_ORDER_MARK)) {
      header = header.substring(1);
    }
    return new InputFile(
        format, path, bytes, CsvHeader.parse(path.toString(), header, format.requiredColumns()));
  }

  /** The file's name without its folder. */
  String name() {
    return path.getName();
  }

  /** Into how many partitions its rows go, each of some 32 MiB of text; at least 1. */
  int partitions() {
    long text = path.getName().endsWith(".gz") ? COMPRESSION * bytes : bytes;
    return Math.toIntExact(1 + text / BYTES_PER_PARTITION);
  }

  /** The error for a file that exists but cannot be read to its end. */
  static UserError unreadable(Path path, IOException fault) {
    return new UserError(
        "%s cannot be read: %s".formatted(path, String.valueOf(fault.getMessage())), fault);
  }

  /** The text of a file, decompressed where its name says that it is compressed. */
  static InputStream decompressed(Configuration hadoop, Path path) throws IOException {
    InputStream stream = path.getFileSystem(hadoop).open(path);
    CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(path);
    if (codec == null) {
      return stream;
    }
    try {
      return codec.createInputStream(stream);
    } catch (IOException e) {
      stream.close();
      throw e;
    }
  }
}
