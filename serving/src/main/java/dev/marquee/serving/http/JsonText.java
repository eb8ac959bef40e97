package dev.marquee.serving.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * JSON in UTF-8, put together piece by piece: for answers that are made so often that a mapper
 * would cost more than what it writes. Whoever calls takes care that the pieces are JSON.
 */
public final class JsonText {
  private static final int DECIMALS = 10_000;

  /** From here on a double has no four decimals to round. */
  private static final double MOST_ROUNDED = 1e11;

  /** Digits of a long, and its sign. */
  private static final int MOST_DIGITS = 20;

  /** Bytes that a character takes at most: those of an escape. */
  private static final int ESCAPE = 6;

  private static final byte[] HEXADECIMAL = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes;
  private int size;

  /** An empty text with room for so many bytes; it grows. */
  public JsonText(int room) {
    bytes = new byte[room];
  }

  /** Adds bytes that are JSON already. */
  public JsonText json(byte[] written) {
    return json(written, 0, written.length);
  }

  /** Adds bytes of a range that are JSON already. */
  public JsonText json(byte[] written, int from, int to) {
    reserve(to - from);
    System.arraycopy(written, from, bytes, size, to - from);
    size += to - from;
    return this;
  }

  /** Adds JSON of ASCII characters, such as punctuation and names of fields. */
  @SuppressWarnings("deprecation") // Copies the low bytes, and ASCII has no others.
  public JsonText json(String ascii) {
    reserve(ascii.length());
    ascii.getBytes(0, ascii.length(), bytes, size);
    size += ascii.length();
    return this;
  }

  /** Adds a text in quotes, escaped where that is needed. */
  public JsonText string(String text) {
    reserve(ESCAPE * text.length() + 2);
    bytes[size++] = '"';
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character >= 0x80) {
        i += addWide(text, i) - 1;
      } else if (character < ' ' || character == '"' || character == '\\') {
        addEscape(character);
      } else {
        bytes[size++] = (byte) character;
      }
    }
    bytes[size++] = '"';
    return this;
  }

  /** Adds a code point beyond ASCII; returns how many characters it is. */
  private int addWide(String text, int at) {
    int point = text.codePointAt(at);
    if (point < 0x800) {
      bytes[size++] = (byte) (0xc0 | point >> 6);
    } else {
      if (point < 0x10000) {
        // Half a pair is no character; what Java puts in its place.
        if (Character.isSurrogate((char) point)) {
          bytes[size++] = '?';
          return 1;
        }
        bytes[size++] = (byte) (0xe0 | point >> 12);
      } else {
        bytes[size++] = (byte) (0xf0 | point >> 18);
        bytes[size++] = (byte) (0x80 | point >> 12 & 0x3f);
      }
      bytes[size++] = (byte) (0x80 | point >> 6 & 0x3f);
    }
    bytes[size++] = (byte) (0x80 | point & 0x3f);
    return Character.charCount(point);
  }

  private void addEscape(char character) {
    bytes[size++] = '\\';
    if (character >= ' ') {
      bytes[size++] = (byte) character;
      return;
    }
    bytes[size++] = 'u';
    bytes[size++] = '0';
    bytes[size++] = '0';
    bytes[size++] = HEXADECIMAL[character >> 4];
    bytes[size++] = HEXADECIMAL[character & 0xf];
  }

  /** Adds a whole number. */
  public JsonText number(long value) {
    if (value == Long.MIN_VALUE) {
      return json(Long.toString(value));
    }
    reserve(MOST_DIGITS);
    if (value < 0) {
      bytes[size++] = '-';
    }
    long left = Math.abs(value);
    int digits = 1;
    for (long rest = left; rest > 9; rest /= 10) {
      digits++;
    }
    for (int at = size + digits - 1; at >= size; at--) {
      bytes[at] = (byte) ('0' + left % 10);
      left /= 10;
    }
    size += digits;
    return this;
  }

  /**
   * Adds a number rounded to four decimals, as many as anybody can use, without zeros at the end.
   *
   * @throws IllegalArgumentException if it is not finite, for JSON has no such numbers
   */
  public JsonText rounded(double value) {
    if (!(Math.abs(value) < MOST_ROUNDED)) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(value + " is no number of JSON");
      }
      return json(Double.toString(value));
    }
    long scaled = (long) Math.rint(value * DECIMALS);
    if (scaled < 0) {
      reserve(1);
      bytes[size++] = '-';
      scaled = -scaled;
    }
    number(scaled / DECIMALS);
    reserve(5);
    bytes[size++] = '.';
    int decimals = (int) (scaled % DECIMALS);
    int unit = DECIMALS / 10;
    do {
      bytes[size++] = (byte) ('0' + decimals / unit);
      decimals %= unit;
      unit /= 10;
    } while (decimals > 0);
    return this;
  }

  /** How many bytes there are. */
  public int size() {
    return size;
  }

  /** A copy of the bytes. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
