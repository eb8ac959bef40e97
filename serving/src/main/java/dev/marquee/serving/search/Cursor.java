package dev.marquee.serving.search;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * The end of a page, as text that is opaque to clients. It holds the place of the page's last movie
 * by its figures, not a count of movies, so that the next page begins right behind it however deep
 * it is and even if another snapshot has come into force.
 *
 * @param sort the order of the pages
 * @param query a hash of what was searched for
 * @param score how well the text fitted the page's last movie; 0 where the order is not by that
 * @param place the place of the page's last movie
 */
record Cursor(MovieSort sort, int query, int score, Place place) {
  private static final int LONGEST = 1_000;

  /** As base64url. */
  String encoded() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      out.writeByte(sort.ordinal());
      out.writeInt(query);
      out.writeInt(score);
      out.writeDouble(place.value());
      out.writeFloat(place.popularity());
      out.writeLong(place.id());
      out.writeUTF(place.title());
      out.writeInt(checksum(bytes.toByteArray(), bytes.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
  }

  /**
   * Reads a cursor.
   *
   * @param sort the order that is asked for now
   * @param query the hash of what is searched for now
   * @throws IllegalArgumentException if the text is no cursor, or one of another query or order
   */
  static Cursor decoded(String text, MovieSort sort, int query) {
    Cursor cursor = decoded(text);
    if (cursor.sort != sort) {
      throw new IllegalArgumentException(
          "cursor is of sort %s, expected one of sort %s".formatted(cursor.sort, sort));
    }
    if (cursor.query != query) {
      throw new IllegalArgumentException(
          "cursor is of another search, expected the nextCursor of a page with the same text,"
              + " genres and years");
    }
    return cursor;
  }

  private static Cursor decoded(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text.length() > LONGEST ? "" : text);
      int end = bytes.length - Integer.BYTES;
      if (end < 0 || ByteBuffer.wrap(bytes).getInt(end) != checksum(bytes, end)) {
        throw malformed(null);
      }
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, end));
      MovieSort sort = MovieSort.values()[in.readUnsignedByte()];
      int query = in.readInt();
      int score = in.readInt();
      double value = in.readDouble();
      float popularity = in.readFloat();
      long id = in.readLong();
      return new Cursor(sort, query, score, new Place(value, in.readUTF(), popularity, id));
    } catch (IOException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw malformed(e);
    }
  }

  private static IllegalArgumentException malformed(Exception cause) {
    return new IllegalArgumentException(
        "cursor is none that was given out, expected the nextCursor of a page as it was", cause);
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(Arrays.copyOf(bytes, length));
    return (int) crc.getValue();
  }
}
