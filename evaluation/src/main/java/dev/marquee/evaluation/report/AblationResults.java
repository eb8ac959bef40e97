package dev.marquee.evaluation.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /** These and what earlier results have of other splits, in the order of the splits' names. */
  public AblationResults beside(AblationResults earlier) {
    Set<String> measured = rows.stream().map(Row::split).collect(Collectors.toSet());
    List<Row> kept = earlier.rows.stream().filter(row -> !measured.contains(row.split())).toList();
    Map<String, Variant> forms = new LinkedHashMap<>();
    for (Variant form : earlier.variants) {
      if (kept.stream().anyMatch(row -> row.variant().equals(form.name()))) {
        forms.put(form.name(), form);
      }
    }
    variants.forEach(form -> forms.put(form.name(), form));
    List<Row> all =
        Stream.concat(kept.stream(), rows.stream())
            .sorted(Comparator.comparing(Row::split))
            .toList();
    return new AblationResults(version, protocol, reference, List.copyOf(forms.values()), all);
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
