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
    int length = text.length();
    reserve(ESCAPE * length + 2);
    bytes[size++] = '"';
    int done = 0;
    while (done < length) {
      done += addPlain(text, done);
      if (done < length) {
        done += addOther(text, done);
      }
    }
    bytes[size++] = '"';
    return this;
  }

  /**
   * Adds characters up to the next one that is not written as it is; returns how many. Nearly all
   * are, and this loop touches no field for them.
   */
  private int addPlain(String text, int from) {
    byte[] to = bytes;
    int at = size - from;
    int i = from;
    for (int length = text.length(); i < length; i++) {
      char character = text.charAt(i);
      if (character >= 0x80 || character < ' ' || character == '"' || character == '\\') {
        break;
      }
      to[at + i] = (byte) character;
    }
    size = at + i;
    return i - from;
  }

  /** Adds a character that takes more than a byte; returns how many of the text it was. */
  private int addOther(String text, int at) {
    char character = text.charAt(at);
    if (character >= 0x80) {
      return addWide(text, at);
    }
    addEscape(character);
    return 1;
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
    for (long power = 10; digits < MOST_DIGITS - 1 && left >= power; power *= 10) {
      digits++;
    }
    byte[] to = bytes;
    for (int at = size + digits - 1; at >= size; at--) {
      to[at] = (byte) ('0' + left % 10);
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
    int decimals = (int) (scaled % DECIMALS);
    bytes[size] = '.';
    for (int place = 4; place > 0; place--) {
      bytes[size + place] = (byte) ('0' + decimals % 10);
      decimals /= 10;
    }
    size += 5;
    while (bytes[size - 1] == '0' && bytes[size - 2] != '.') {
      size--;
    }
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

  /** A copy of the bytes with others behind them, which are JSON already. */
  public byte[] toBytesWith(byte[] written) {
    byte[] all = Arrays.copyOf(bytes, size + written.length);
    System.arraycopy(written, 0, all, size, written.length);
    return all;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
