package dev.marquee.serving.bench;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * One connection of an HTTP/1.1 client that does next to nothing, so that it takes little from the
 * server that it measures on the same cores. For one thread.
 */
final class KeepAliveConnection implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = (int) Duration.ofSeconds(60).toMillis();
  private static final String LENGTH = "\r\ncontent-length:";

  private final Socket socket;
  private final InputStream in;
  private byte[] buffer = new byte[64 * 1024];
  private int size;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  /** Connects to a server on this machine. */
  KeepAliveConnection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    in = socket.getInputStream();
  }

  /** A request without body as it is sent. */
  static byte[] get(String path) {
    return (line("GET", path) + "\r\n").getBytes(StandardCharsets.US_ASCII);
  }

  /** A request with a JSON body as it is sent. */
  static byte[] withBody(String method, String path, String json) {
    return (line(method, path)
            + "Content-Type: application/json\r\nContent-Length: "
            + json.length()
            + "\r\n\r\n"
            + json)
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static String line(String method, String path) {
    return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n";
  }

  /**
   * Sends a request and reads the whole answer.
   *
   * @return the answer's status
   */
  int exchange(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    size = 0;
    int end = find("\r\n\r\n", 0);
    String head = new String(buffer, 0, end, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    body.reset();
    int start = end + 4;
    int length = head.indexOf(LENGTH);
    if (length >= 0) {
      int to = head.indexOf("\r\n", length + LENGTH.length());
      String digits = head.substring(length + LENGTH.length(), to < 0 ? head.length() : to);
      take(start, Integer.parseInt(digits.strip()));
    } else if (head.contains("\r\ntransfer-encoding: chunked")) {
      takeChunks(start);
    } else if (!head.startsWith("204", 9)) {
      throw new IOException("an answer does not say how long it is");
    }
    return Integer.parseInt(head.substring(9, 12));
  }

  private void takeChunks(int start) throws IOException {
    int at = start;
    int length;
    do {
      int end = find("\r\n", at);
      length = Integer.parseInt(new String(buffer, at, end - at, StandardCharsets.US_ASCII), 16);
      take(end + 2, length);
      // Each chunk, the empty last one as well, ends with an empty line.
      at = find("\r\n", end + 2 + length) + 2;
    } while (length > 0);
  }

  private void take(int from, int length) throws IOException {
    while (size < from + length) {
      fill();
    }
    body.write(buffer, from, length);
  }

  /** Where a text begins, at a place or behind it. */
  private int find(String text, int from) throws IOException {
    int at = from;
    while (true) {
      for (; at + text.length() <= size; at++) {
        if (isAt(text, at)) {
          return at;
        }
      }
      fill();
    }
  }

  private boolean isAt(String text, int at) {
    for (int i = 0; i < text.length(); i++) {
      if (buffer[at + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void fill() throws IOException {
    if (size == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * size);
    }
    int read = in.read(buffer, size, buffer.length - size);
    if (read < 0) {
      throw new EOFException("the server closed the connection");
    }
    size += read;
  }

  /** The last answer's body. */
  String body() {
    return body.toString(StandardCharsets.UTF_8);
  }

  /** Bytes of the last answer's body. */
  int bodyLength() {
    return body.size();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
