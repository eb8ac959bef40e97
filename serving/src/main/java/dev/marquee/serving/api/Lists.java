package dev.marquee.serving.api;

import dev.marquee.serving.http.FieldException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Collections of bodies: empty where left out, without nulls, and no longer than is sensible. */
final class Lists {
  static final int MOST = 10_000;

  private Lists() {}

  static <T> List<T> orEmpty(String field, List<T> list) {
    if (list == null) {
      return List.of();
    }
    check(field, list);
    return List.copyOf(list);
  }

  static <T> Set<T> orEmpty(String field, Set<T> set) {
    if (set == null) {
      return Set.of();
    }
    check(field, set);
    return Set.copyOf(set);
  }

  static <K> Map<K, Double> orEmpty(String field, Map<K, Double> map) {
    if (map == null) {
      return Map.of();
    }
    check(field, map.values());
    for (Double value : map.values()) {
      FieldException.check(Double.isFinite(value), field, "finite numbers");
    }
    return Map.copyOf(map);
  }

  private static void check(String field, Collection<?> values) {
    FieldException.check(values.size() <= MOST, field, "at most " + MOST + " entries");
    FieldException.check(values.stream().allMatch(Objects::nonNull), field, "no null");
  }
}
