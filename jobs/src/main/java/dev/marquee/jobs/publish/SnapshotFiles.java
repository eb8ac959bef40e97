package dev.marquee.jobs.publish;

import dev.marquee.data.FittedWeights;
import dev.marquee.data.SnapshotDirectory;
import dev.marquee.data.Table;
import dev.marquee.data.UserError;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * The files of a snapshot. Names that begin with a dot or an underscore (checksums, success marks)
 * belong to whoever wrote the file, not to the snapshot.
 */
final class SnapshotFiles {
  private final SnapshotDirectory snapshot;
  private final Path root;
  private final FileSystem fileSystem;

  SnapshotFiles(SnapshotDirectory snapshot, Configuration hadoop) {
    this.snapshot = snapshot;
    try {
      this.fileSystem = snapshot.directory().getFileSystem(hadoop);
    } catch (IOException e) {
      throw unreadable(snapshot.directory(), e);
    }
    this.root = fileSystem.makeQualified(snapshot.directory());
  }

  /** The Parquet files of a table, sorted; empty if there is no such folder. */
  List<Path> table(Table table) {
    return files(snapshot.table(table)).stream()
        .filter(file -> file.getName().endsWith(".parquet"))
        .toList();
  }

  /** Every model's files, sorted by model and path; fitted weights may change and are none. */
  Map<String, List<Path>> models() {
    Map<String, List<Path>> models = new TreeMap<>();
    Path folder = snapshot.model("any").getParent();
    try {
      for (FileStatus model : fileSystem.listStatus(folder)) {
        String name = model.getPath().getName();
        if (!isHidden(name) && !name.equals(FittedWeights.MODEL)) {
          models.put(name, files(model.getPath()));
        }
      }
    } catch (FileNotFoundException e) {
      return models;
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
    return models;
  }

  /** The file's path relative to the snapshot's folder. */
  String relative(Path file) {
    return root.toUri().relativize(fileSystem.makeQualified(file).toUri()).getPath();
  }

  private List<Path> files(Path folder) {
    List<Path> files = new ArrayList<>();
    try {
      RemoteIterator<LocatedFileStatus> listing = fileSystem.listFiles(folder, true);
      while (listing.hasNext()) {
        Path file = listing.next().getPath();
        if (!isHiddenBelow(folder, file)) {
          files.add(file);
        }
      }
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
    Collections.sort(files);
    return files;
  }

  /** Whether the file or a folder between it and {@code folder} is hidden. */
  private static boolean isHiddenBelow(Path folder, Path file) {
    int top = folder.depth();
    for (Path path = file; path.depth() > top; path = path.getParent()) {
      if (isHidden(path.getName())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isHidden(String name) {
    return name.startsWith(".") || name.startsWith("_");
  }

  private static UserError unreadable(Path path, IOException fault) {
    return new UserError(path + " cannot be read: " + fault.getMessage(), fault);
  }
}
