package dev.marquee.jobs.publish;

import dev.marquee.data.Manifest;
import dev.marquee.data.SnapshotDirectory;
import dev.marquee.data.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** Sizes and SHA-256 hashes of files, computed where Spark's executors run. */
public final class FileChecksums {
  private static final int BUFFER_BYTES = 1 << 20;
  private static final String UNREADABLE = "!";

  private final SparkSession spark;

  /** Checksums computed with this session. */
  public FileChecksums(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * Hashes input files, for the manifest.
   *
   * @return one entry a file, in the order given
   * @throws UserError naming the first file that cannot be read
   */
  public List<Manifest.InputFile> inputs(List<Path> files) {
    List<Manifest.InputFile> entries = new ArrayList<>();
    for (Digest digest : digests(files)) {
      entries.add(
          new Manifest.InputFile(
              digest.path().toString(), digest.readable().bytes(), digest.sha256()));
    }
    return entries;
  }

  /**
   * Hashes files of a snapshot.
   *
   * @return one entry a file, in the order given, with paths relative to the snapshot's folder
   * @throws UserError naming the first file that cannot be read
   */
  List<Manifest.FileEntry> of(SnapshotDirectory snapshot, List<Path> files) {
    SnapshotFiles names = new SnapshotFiles(snapshot, spark.sessionState().newHadoopConf());
    List<Manifest.FileEntry> entries = new ArrayList<>();
    for (Digest digest : digests(files)) {
      entries.add(
          new Manifest.FileEntry(
              names.relative(digest.path()), digest.readable().bytes(), digest.sha256()));
    }
    return entries;
  }

  /**
   * Checks that every file of a snapshot is there and is what its manifest says.
   *
   * @throws UserError naming the first file that is missing or differs
   */
  public void verify(SnapshotDirectory snapshot, Manifest manifest) {
    List<Manifest.FileEntry> expected = manifest.files();
    List<Digest> found =
        digests(
            expected.stream().map(entry -> new Path(snapshot.directory(), entry.path())).toList());
    for (int i = 0; i < expected.size(); i++) {
      Manifest.FileEntry entry = expected.get(i);
      Digest digest = found.get(i).readable();
      if (digest.bytes() != entry.bytes() || !digest.sha256().equals(entry.sha256())) {
        throw new UserError(
            "%s has %d bytes with SHA-256 %s, expected %d bytes with %s as in manifest.json"
                .formatted(
                    digest.path(), digest.bytes(), digest.sha256(), entry.bytes(), entry.sha256()));
      }
    }
  }

  private List<Digest> digests(List<Path> files) {
    List<String> lines = ExecutorFiles.map(spark, files, FileChecksums::digest);
    List<Digest> digests = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      digests.add(Digest.parse(files.get(i), lines.get(i)));
    }
    return digests;
  }

  /** The hash and the size, or a mark and the fault. */
  private static String digest(Path file, Configuration hadoop) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = file.getFileSystem(hadoop).open(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      long bytes = 0;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
        bytes += read;
      }
      return HexFormat.of().formatHex(digest.digest()) + " " + bytes;
    } catch (IOException e) {
      return UNREADABLE + " " + e.getMessage();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** A file's hash, or why it cannot be read. */
  private record Digest(Path path, String sha256, long bytes, String fault) {
    static Digest parse(Path path, String line) {
      int space = line.indexOf(' ');
      String head = line.substring(0, space);
      String tail = line.substring(space + 1);
      return head.equals(UNREADABLE)
          ? new Digest(path, "", 0, tail)
          : new Digest(path, head, Long.parseLong(tail), "");
    }

    Digest readable() {
      if (sha256.isEmpty()) {
        throw new UserError(
            "%s is missing or cannot be read: %s"
                .formatted(path, fault.lines().findFirst().orElse("")));
      }
      return this;
    }
  }
}
