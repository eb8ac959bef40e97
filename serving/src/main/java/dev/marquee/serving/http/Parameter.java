package dev.marquee.serving.http;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * A declared parameter: how it is read, checked and documented.
 *
 * @param <T> what it is read as
 * @param name as clients write it
 * @param place where it stands
 * @param description for the documentation
 * @param expected what values are allowed, as errors say it
 * @param schema its JSON schema
 * @param isList whether it may be given several times
 * @param absent the value where it is not given; null for a parameter that must be given
 * @param parse reads its values; throws {@link IllegalArgumentException} on others
 */
public record Parameter<T>(
    String name,
    Place place,
    String description,
    String expected,
    Map<String, Object> schema,
    boolean isList,
    T absent,
    Function<List<String>, T> parse) {

  /** Where a parameter stands. */
  public enum Place {
    /** A part of the path. */
    PATH,
    /** A part of the query. */
    QUERY
  }

  /** Refuses a path parameter that may be absent. */
  public Parameter {
    Objects.requireNonNull(parse, "parse");
    if (place == Place.PATH && absent != null) {
      throw new IllegalArgumentException(name + " is a part of the path, it has no default");
    }
  }

  /**
   * Its value among those that a request gives.
   *
   * @throws ProblemException if it is missing, given too often or not what is expected
   */
  T read(List<String> values) {
    if (values.isEmpty()) {
      if (absent == null) {
        throw ProblemException.of(
            ProblemKind.INVALID_PARAMETER, name, name + " is missing, expected " + expected);
      }
      return absent;
    }
    if (values.size() > 1 && !isList) {
      throw ProblemException.of(
          ProblemKind.INVALID_PARAMETER,
          name,
          "%s is given %d times, expected once".formatted(name, values.size()));
    }
    try {
      return parse.apply(values);
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid(
          ProblemKind.INVALID_PARAMETER, name, String.join(",", values), expected);
    }
  }
}
