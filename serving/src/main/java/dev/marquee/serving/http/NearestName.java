package dev.marquee.serving.http;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What somebody may have meant by a name that nothing has. */
final class NearestName {
  private static final int MOST_EDITS = 3;

  private NearestName() {}

  /** A half sentence that names the nearest known name, or all of them. */
  static String hint(String unknown, Collection<String> known) {
    if (known.isEmpty()) {
      return "expected none";
    }
    LevenshteinDistance distance = new LevenshteinDistance(MOST_EDITS);
    String folded = unknown.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(name -> edits(distance, folded, name) >= 0)
        .min(Comparator.comparingInt(name -> edits(distance, folded, name)))
        .map(name -> "did you mean '" + name + "'?")
        .orElseGet(
            () ->
                "expected one of "
                    + new TreeSet<>(known).stream().collect(Collectors.joining(", ")));
  }

  /** Negative beyond the most edits that are still called a typing error. */
  private static int edits(LevenshteinDistance distance, String folded, String name) {
    return distance.apply(folded, name.toLowerCase(Locale.ROOT));
  }
}
