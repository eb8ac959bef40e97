package dev.marquee.data;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Constants as users see them: lower case with hyphens, {@code DAMPED_MEAN} is damped-mean. */
public final class Names {
  /** Those that were asked for: lists name one each. */
  private static final Map<Enum<?>, String> NAMES = new ConcurrentHashMap<>();

  private Names() {}

  /** As users write a constant. */
  public static String of(Enum<?> constant) {
    String known = NAMES.get(constant);
    return known != null
        ? known
        : NAMES.computeIfAbsent(
            constant, each -> each.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
