package dev.marquee.serving.http;

import dev.marquee.data.Names;
import dev.marquee.serving.http.Parameter.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/** The kinds of parameters that endpoints declare. */
public final class Parameters {
  /** Most entries of a parameter that is a list. */
  public static final int MOST_ENTRIES = 1000;

  private Parameters() {}

  /** A number in the path that names something. */
  public static Parameter<Long> pathId(String name, String description) {
    return new Parameter<>(
        name,
        Place.PATH,
        description,
        "a whole number",
        Map.of("type", "integer", "format", "int64"),
        false,
        null,
        one(Long::valueOf));
  }

  /** A word in the path that names something. */
  public static Parameter<String> pathText(String name, String description, int mostCharacters) {
    return new Parameter<>(
        name,
        Place.PATH,
        description,
        "at most " + mostCharacters + " characters",
        Map.of("type", "string", "maxLength", mostCharacters),
        false,
        null,
        one(text -> bounded(text, mostCharacters)));
  }

  /** A whole number with a default. */
  public static Parameter<Integer> integer(
      String name, int least, int most, int absent, String description) {
    return new Parameter<>(
        name,
        Place.QUERY,
        description,
        "a whole number from %d to %d".formatted(least, most),
        Map.of("type", "integer", "minimum", least, "maximum", most, "default", absent),
        false,
        absent,
        one(text -> within(Integer.parseInt(text), least, most)));
  }

  /** A whole number that may be left out. */
  public static Parameter<OptionalInt> optionalInteger(
      String name, int least, int most, String description) {
    return new Parameter<>(
        name,
        Place.QUERY,
        description,
        "a whole number from %d to %d".formatted(least, most),
        Map.of("type", "integer", "minimum", least, "maximum", most),
        false,
        OptionalInt.empty(),
        one(text -> OptionalInt.of(within(Integer.parseInt(text), least, most))));
  }

  /** Any whole number that may be left out. */
  public static Parameter<OptionalLong> optionalLong(String name, String description) {
    return new Parameter<>(
        name,
        Place.QUERY,
        description,
        "a whole number",
        Map.of("type", "integer", "format", "int64"),
        false,
        OptionalLong.empty(),
        one(text -> OptionalLong.of(Long.parseLong(text))));
  }

  /** A number that may be left out. */
  public static Parameter<OptionalDouble> number(
      String name, double least, double most, String description) {
    return new Parameter<>(
        name,
        Place.QUERY,
        description,
        "a number from %s to %s".formatted(least, most),
        Map.of("type", "number", "minimum", least, "maximum", most),
        false,
        OptionalDouble.empty(),
        one(
            text -> {
              double value = Double.parseDouble(text);
              if (!(value >= least && value <= most)) {
                throw new IllegalArgumentException();
              }
              return OptionalDouble.of(value);
            }));
  }

  /** True or false. */
  public static Parameter<Boolean> flag(String name, boolean absent, String description) {
    return new Parameter<>(
        name,
        Place.QUERY,
        description,
        "true or false",
        Map.of("type", "boolean", "default", absent),
        false,
        absent,
        one(
            text ->
                switch (text) {
                  case "true" -> true;
                  case "false" -> false;
                  default -> throw new IllegalArgumentException();
                }));
  }

  /** Words that may be left out. */
  public static Parameter<Optional<String>> text(
      String name, int mostCharacters, String description) {
    return new Parameter<>(
        name,
        Place.QUERY,
        description,
        "at most " + mostCharacters + " characters",
        Map.of("type", "string", "maxLength", mostCharacters),
        false,
        Optional.empty(),
        one(text -> Optional.of(bounded(text, mostCharacters))));
  }

  /** One of the constants of an enum, written in lower case with hyphens. */
  public static <E extends Enum<E>> Parameter<E> choice(
      String name, Class<E> type, E absent, String description) {
    List<String> names = Arrays.stream(type.getEnumConstants()).map(Names::of).toList();
    return new Parameter<>(
        name,
        Place.QUERY,
        description,
        "one of " + String.join(", ", names),
        Map.of("type", "string", "enum", names, "default", Names.of(absent)),
        false,
        absent,
        one(
            text -> {
              int place = names.indexOf(text.toLowerCase(Locale.ROOT));
              if (place < 0) {
                throw new IllegalArgumentException();
              }
              return type.getEnumConstants()[place];
            }));
  }

  /** Names separated by commas, or given several times. */
  public static Parameter<List<String>> names(String name, String description) {
    return list(
        name,
        description,
        "names separated by commas, at most " + MOST_ENTRIES,
        Map.of("type", "string"),
        entries -> List.copyOf(new LinkedHashSet<>(entries)));
  }

  /** Ids separated by commas, or given several times. */
  public static Parameter<Set<Long>> ids(String name, String description) {
    return list(
        name,
        description,
        "whole numbers separated by commas, at most " + MOST_ENTRIES,
        Map.of("type", "integer", "format", "int64"),
        entries -> {
          Set<Long> ids = new LinkedHashSet<>();
          entries.forEach(entry -> ids.add(Long.valueOf(entry)));
          return ids;
        });
  }

  /**
   * A list of values separated by commas, or given several times; empty where it is left out.
   *
   * @param items the schema of an entry
   * @param parse reads the entries, of which there may be none
   */
  public static <T> Parameter<T> list(
      String name,
      String description,
      String expected,
      Map<String, Object> items,
      Function<List<String>, T> parse) {
    return new Parameter<>(
        name,
        Place.QUERY,
        description,
        expected,
        Map.of("type", "array", "items", items, "maxItems", MOST_ENTRIES),
        true,
        parse.apply(List.of()),
        values -> {
          List<String> entries = new ArrayList<>();
          for (String value : values) {
            for (String entry : value.split(",", -1)) {
              if (entry.isBlank() || entries.size() == MOST_ENTRIES) {
                throw new IllegalArgumentException();
              }
              entries.add(entry.strip());
            }
          }
          return parse.apply(entries);
        });
  }

  private static <T> Function<List<String>, T> one(Function<String, T> parse) {
    return values -> parse.apply(values.get(0));
  }

  private static int within(int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException();
    }
    return value;
  }

  private static String bounded(String text, int mostCharacters) {
    if (text.length() > mostCharacters) {
      throw new IllegalArgumentException();
    }
    return text;
  }
}
