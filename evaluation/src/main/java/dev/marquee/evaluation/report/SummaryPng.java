package dev.marquee.evaluation.report;

import dev.marquee.data.UserError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.internal.chartpart.Chart;

/** Four plots of the results as one picture. */
public final class SummaryPng {
  private static final int ROWS = 2;
  private static final int COLUMNS = 2;

  private SummaryPng() {}

  /**
   * Writes the picture: nDCG@10, accuracy, nDCG by list length, accuracy against novelty.
   *
   * @throws UserError if the file cannot be written
   */
  public static void write(Path file, EvaluationResults results) {
    List<Chart> charts =
        List.of(
            Plots.ndcg(results),
            Plots.accuracy(results),
            Plots.byLength(results),
            Plots.noveltyAndAccuracy(results));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      BitmapEncoder.saveBitmap(charts, ROWS, COLUMNS, bytes, BitmapEncoder.BitmapFormat.PNG);
    } catch (IOException e) {
      throw new UserError(file + " cannot be drawn: " + e.getMessage(), e);
    }
    ReportFiles.write(file, bytes.toByteArray());
  }
}
