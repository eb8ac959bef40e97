package dev.marquee.serving.snapshot;

import dev.marquee.data.LocalFiles;
import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;

/** Opens Parquet files without Hadoop's file systems and configuration. */
final class LocalParquet {
  private LocalParquet() {}

  /** Opens a file on {@code file:}; the caller closes it. */
  static ParquetFileReader open(Path file) throws IOException {
    return ParquetFileReader.open(
        new NamedFile(file),
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new SnappyCodecs())
            // Floats have no wrong bit patterns: only this finds a page that the disk has changed.
            .usePageChecksumVerification()
            .build());
  }

  /** A local file that messages can name. */
  private static final class NamedFile extends LocalInputFile {
    private final Path path;

    NamedFile(Path path) {
      super(LocalFiles.of(path));
      this.path = path;
    }

    @Override
    public String toString() {
      return path.toString();
    }
  }
}
