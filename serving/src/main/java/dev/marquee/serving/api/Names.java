package dev.marquee.serving.api;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Constants as clients see them: lower case with hyphens. */
final class Names {
  private static final Map<Enum<?>, String> NAMES = new ConcurrentHashMap<>();

  private Names() {}

  static String of(Enum<?> constant) {
    String known = NAMES.get(constant);
    return known != null
        ? known
        : NAMES.computeIfAbsent(
            constant, each -> each.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
