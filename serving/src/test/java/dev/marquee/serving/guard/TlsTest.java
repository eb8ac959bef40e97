package dev.marquee.serving.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.data.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  private static final String PASSWORD = "geheim";

  @TempDir private Path folder;

  /** A certificate of its own for localhost, made as an operator would. */
  private Path keyStore(String name) throws IOException, InterruptedException {
    Path file = folder.resolve(name);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", "marquee", "-keyalg", "EC"));
    command.addAll(List.of("-dname", "CN=localhost", "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", PASSWORD, "-keystore", file.toString()));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(output).isZero();
    return file;
  }

  private static GuardConfig with(Path keyStore, String password) {
    GuardConfig open = GuardedService.open();
    return new GuardConfig(
        open.keys(),
        open.rates(),
        open.connections(),
        new TlsConfig(keyStore.toString(), password));
  }

  private record Answer(String text, BigInteger serial, String protocol) {}

  private static Answer ask(GuardedService service, Path trusted, String... protocols)
      throws Exception {
    KeyStore store = KeyStore.getInstance(trusted.toFile(), PASSWORD.toCharArray());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", service.port())) {
      socket.setEnabledProtocols(protocols);
      socket.startHandshake();
      X509Certificate certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      socket
          .getOutputStream()
          .write(
              "GET /users/1 HTTP/1.1\r\nHost: other\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      return new Answer(
          new String(in.readAllBytes(), StandardCharsets.UTF_8),
          certificate.getSerialNumber(),
          socket.getSession().getProtocol());
    }
  }

  @Test
  void answersAreEncryptedAndTheCertificateCanBeRenewed() throws Exception {
    Path store = keyStore("store.p12");
    try (GuardedService service = GuardedService.start(with(store, PASSWORD))) {
      Answer first = ask(service, store, "TLSv1.3");
      assertThat(first.text())
          .startsWith("HTTP/1.1 200")
          .contains("Strict-Transport-Security: max-age=31536000");
      assertThat(ask(service, store, "TLSv1.2").protocol()).isEqualTo("TLSv1.2");
      assertThatThrownBy(() -> ask(service, store, "TLSv1.1"))
          .isInstanceOf(SSLHandshakeException.class);
      assertThat(service.send("GET /users/1 HTTP/1.1\r\nHost: x\r\n\r\n")).doesNotContain("200 OK");

      Path old = Files.copy(store, folder.resolve("old.p12"));
      Files.writeString(store, "no key store");
      service.lookAtCertificate();
      assertThat(ask(service, old, "TLSv1.3").serial())
          .as("a broken file leaves the certificate in force")
          .isEqualTo(first.serial());

      Path renewed = keyStore("renewed.p12");
      Files.copy(renewed, store, StandardCopyOption.REPLACE_EXISTING);
      for (int i = 0; i < 50 && fails(service, renewed); i++) {
        Thread.sleep(200);
      }
      assertThat(ask(service, renewed, "TLSv1.3").serial()).isNotEqualTo(first.serial());
    }
  }

  /** As Kubernetes renews the files of a secret: a link to their folder is replaced. */
  @Test
  void aCertificateBehindLinksIsRenewed() throws Exception {
    Path first = keyStore("first.p12");
    Files.createDirectories(folder.resolve("..1"));
    Files.copy(first, folder.resolve("..1/store.p12"));
    Path data = Files.createSymbolicLink(folder.resolve("..data"), Path.of("..1"));
    Path store = Files.createSymbolicLink(folder.resolve("store.p12"), Path.of("..data/store.p12"));
    try (GuardedService service = GuardedService.start(with(store, PASSWORD))) {
      BigInteger serial = ask(service, first, "TLSv1.3").serial();

      Path second = keyStore("second.p12");
      Files.createDirectories(folder.resolve("..2"));
      Files.copy(second, folder.resolve("..2/store.p12"));
      Path next = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..2"));
      Files.move(next, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      Files.delete(folder.resolve("..1/store.p12"));
      service.lookAtCertificate();
      assertThat(ask(service, second, "TLSv1.3").serial()).isNotEqualTo(serial);
    }
  }

  private static boolean fails(GuardedService service, Path trusted) throws Exception {
    try {
      ask(service, trusted, "TLSv1.3");
      return false;
    } catch (SSLHandshakeException e) {
      return true;
    }
  }

  @Test
  void aStoreThatCannotBeUsedStopsTheStart() throws Exception {
    Path store = keyStore("store.p12");
    assertThatThrownBy(() -> Guard.of(with(store, "wrong"), "127.0.0.1", 0))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("store.p12 cannot be read, expected a PKCS#12 file")
        .hasMessageNotContaining("wrong");
    assertThatThrownBy(
            () -> Guard.of(with(folder.resolve("missing.p12"), PASSWORD), "127.0.0.1", 0))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("missing.p12 cannot be read");
  }
}
