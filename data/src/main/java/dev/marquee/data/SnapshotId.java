package dev.marquee.data;

import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Ids of snapshots, such as {@code 20261122T150405Z-1a2b3c4d}: the second of creation, then three
 * hexadecimal digits of the millisecond and five random ones. Sorted as text they are sorted by
 * time.
 */
public final class SnapshotId {
  private static final Pattern FORM = Pattern.compile("\\d{8}T\\d{6}Z-[0-9a-f]{8}");
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int SECOND_LENGTH = "20261122T150405Z".length();
  private static final int RANDOM_VALUES = 1 << 20;
  private static final SecureRandom RANDOM = new SecureRandom();

  private SnapshotId() {}

  /** Whether a text has the form of an id, so that it names a folder and nothing outside. */
  static boolean isValid(String text) {
    if (!FORM.matcher(text).matches()) {
      return false;
    }
    try {
      createdAt(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /**
   * A new id that sorts after the newest one, even when the clock was set back.
   *
   * @param now the time of creation
   * @param newest the greatest id so far, if any
   */
  static String after(Instant now, Optional<String> newest) {
    String id = at(now);
    if (newest.isPresent() && id.compareTo(newest.get()) <= 0) {
      id = at(createdAt(newest.get()).plusMillis(1));
    }
    return id;
  }

  /**
   * When the id was made, to the millisecond.
   *
   * @param id as {@link StagedSnapshot#id()} gives it
   * @throws DateTimeException if it begins with no time
   */
  public static Instant createdAt(String id) {
    LocalDateTime second = LocalDateTime.parse(id.substring(0, SECOND_LENGTH), SECOND);
    int hexadecimal = SECOND_LENGTH + 1;
    return second
        .toInstant(ZoneOffset.UTC)
        .plusMillis(Integer.parseInt(id, hexadecimal, hexadecimal + 3, 16));
  }

  private static String at(Instant time) {
    return String.format(
        Locale.ROOT,
        "%s-%03x%05x",
        SECOND.format(time),
        time.toEpochMilli() % 1000,
        RANDOM.nextInt(RANDOM_VALUES));
  }
}
