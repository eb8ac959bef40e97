package dev.marquee.evaluation.report;

import java.util.List;

/**
 * What an ablation measured.
 *
 * @param version of this form, counted up when a field changes its meaning
 * @param protocol how it was measured
 * @param reference the variant that the others are compared with, where it is among them
 * @param variants in the order of the table
 * @param rows one for each split and variant measured so far
 */
public record AblationResults(
    int version, String protocol, String reference, List<Variant> variants, List<Row> rows) {
  /** The version that this code writes. */
  public static final int VERSION = 1;

  /** Takes copies of the lists. */
  public AblationResults {
    variants = List.copyOf(variants);
    rows = List.copyOf(rows);
  }

  /**
   * One form of the model.
   *
   * @param name in the rows
   * @param label for readers
   * @param settings key=value pairs over the configuration in force
   */
  public record Variant(String name, String label, List<String> settings) {}

  /**
   * One variant on one split.
   *
   * @param split the split's name
   * @param variant the variant's name
   * @param validation how training cut its own validation part
   * @param users evaluated users
   * @param ndcg mean nDCG@10 over the users
   * @param low lower end of its 95 % bootstrap interval over users
   * @param high upper end
   * @param difference from the reference, NaN for itself or without it
   * @param pValue of the difference, paired bootstrap
   * @param seconds of the model's training
   */
  public record Row(
      String split,
      String variant,
      String validation,
      int users,
      double ndcg,
      double low,
      double high,
      double difference,
      double pValue,
      double seconds) {}
}
