package dev.marquee.serving.api;

import java.util.Locale;

/** Constants as clients see them: lower case with hyphens. */
final class Names {
  private Names() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
