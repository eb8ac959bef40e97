package dev.marquee.serving.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A keep-alive connection that reads no more of HTTP/1.1 than it must: the client has to be cheap.
 */
final class Connection implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;
  private final byte[] line = new byte[8192];
  private byte[] body = new byte[1 << 16];

  Connection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
  }

  /**
   * Sends a request and reads the answer; returns the body's size, negative for another status than
   * 200.
   */
  int ask(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    int status = Integer.parseInt(readLine().substring(9, 12));
    int length = -1;
    for (String header = readLine(); !header.isEmpty(); header = readLine()) {
      if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(15).strip());
      }
    }
    int size = length >= 0 ? read(length) : readChunks();
    return status == 200 ? size : -status;
  }

  private int readChunks() throws IOException {
    int size = 0;
    while (true) {
      int chunk = read(Integer.parseInt(readLine(), 16));
      readLine();
      if (chunk == 0) {
        return size;
      }
      size += chunk;
    }
  }

  private int read(int length) throws IOException {
    if (body.length < length) {
      body = new byte[length];
    }
    if (in.readNBytes(body, 0, length) < length) {
      throw new EOFException();
    }
    return length;
  }

  private String readLine() throws IOException {
    int length = 0;
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException();
      }
      line[length++] = (byte) next;
    }
    return new String(line, 0, Math.max(0, length - 1), StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
