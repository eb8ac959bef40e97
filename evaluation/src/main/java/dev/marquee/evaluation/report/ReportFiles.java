package dev.marquee.evaluation.report;

import dev.marquee.data.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes whole files on the local disk, folders included. */
final class ReportFiles {
  private ReportFiles() {}

  static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Replaces a file.
   *
   * @throws UserError if it cannot be written
   */
  static void write(Path file, byte[] content) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      Files.write(file, content);
    } catch (IOException e) {
      throw new UserError(file + " cannot be written: " + e, e);
    }
  }
}
