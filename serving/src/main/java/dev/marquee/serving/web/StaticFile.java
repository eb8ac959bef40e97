package dev.marquee.serving.web;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.GZIPOutputStream;

/**
 * A file of the class path, in memory as browsers get it: compressed at its first use, and kept.
 */
final class StaticFile {
  /** Whoever has the file asks whether it is still the same. */
  static final String ASK_EACH_TIME = "no-cache";

  /** For paths that name the file's version. */
  static final String KEEP = "public, max-age=31536000, immutable";

  /** Scripts and styles of this origin only; the small images of the styles are written inline. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html;charset=utf-8",
          "css", "text/css;charset=utf-8",
          "js", "text/javascript;charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png");

  private final byte[] content;
  private final String type;
  private final String caching;
  private final long checksum;
  private volatile byte[] compressed;

  private StaticFile(byte[] content, String type, String caching) {
    this.content = content;
    this.type = type;
    this.caching = caching;
    CRC32C sum = new CRC32C();
    sum.update(content);
    checksum = sum.getValue();
  }

  /**
   * Reads a file.
   *
   * @param resource its place on the class path, from the root
   * @param caching value of the header {@code Cache-Control}
   */
  static StaticFile of(String resource, String caching) {
    String type = TYPES.get(resource.substring(resource.lastIndexOf('.') + 1));
    if (type == null) {
      throw new IllegalArgumentException(resource + " ends in none of " + TYPES.keySet());
    }
    return new StaticFile(read(resource), type, caching);
  }

  /** The same file with a text in place of every occurrence of another. */
  StaticFile with(String placeholder, String text) {
    String filled = new String(content, StandardCharsets.UTF_8).replace(placeholder, text);
    return new StaticFile(filled.getBytes(StandardCharsets.UTF_8), type, caching);
  }

  /** CRC-32C of the content. */
  long checksum() {
    return checksum;
  }

  /** Answers a request for the file. */
  void send(Context context) {
    // Weak: compressed on the way or not, it is the same file.
    String tag = "W/\"%x-%x\"".formatted(content.length, checksum);
    context.header("Content-Security-Policy", POLICY);
    context.header("Cache-Control", caching);
    context.header("ETag", tag);
    context.header("Vary", "Accept-Encoding");
    if (tag.equals(context.header("If-None-Match"))) {
      context.status(304);
      return;
    }
    context.contentType(type);
    boolean takesGzip =
        Optional.ofNullable(context.header("Accept-Encoding")).orElse("").contains("gzip");
    if (takesGzip && !type.equals(TYPES.get("png"))) {
      context.header("Content-Encoding", "gzip");
      context.result(compressed());
    } else {
      context.result(content);
    }
  }

  private byte[] compressed() {
    byte[] known = compressed;
    if (known == null) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
        gzip.write(content);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      known = bytes.toByteArray();
      compressed = known;
    }
    return known;
  }

  private static byte[] read(String resource) {
    try (InputStream in = StaticFile.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read", e);
    }
  }
}
