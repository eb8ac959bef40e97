package dev.marquee.serving.guard;

import dev.marquee.data.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import org.eclipse.jetty.util.ssl.KeyStoreScanner;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate of the service. When its file changes, new connections get the new one; a file
 * that cannot be used leaves the earlier one in force.
 */
final class Certificate extends KeyStoreScanner {
  private static final Logger LOG = LoggerFactory.getLogger(Certificate.class);

  private final TlsConfig config;

  private Certificate(TlsConfig config, SslContextFactory.Server tls) {
    super(tls);
    this.config = config;
  }

  /**
   * TLS 1.2 and later with the certificate of a file.
   *
   * @throws UserError if the file cannot be read with the password, or holds no private key
   */
  static SslContextFactory.Server tls(TlsConfig config) {
    check(config);
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStoreType("PKCS12");
    tls.setKeyStorePath(Path.of(config.keyStore()).toAbsolutePath().toString());
    tls.setKeyStorePassword(config.password());
    tls.setIncludeProtocols("TLSv1.2", "TLSv1.3");
    return tls;
  }

  /** Follows the file, once a second. */
  static Certificate following(TlsConfig config, SslContextFactory.Server tls) {
    return new Certificate(config, tls);
  }

  @Override
  public void reload() {
    try {
      // Jetty gives up the certificate in force before it reads the new one.
      check(config);
      super.reload();
      LOG.info("{} has changed, new connections get its certificate", config.keyStore());
    } catch (UserError e) {
      LOG.warn("the certificate read before stays in force: {}", e.getMessage());
    }
  }

  private static void check(TlsConfig config) {
    Path file = Path.of(config.keyStore());
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      char[] password = config.password().toCharArray();
      store.load(in, password);
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias) && store.getKey(alias, password) != null) {
          return;
        }
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new UserError(
          ("security.tls.keyStore: %s cannot be read, expected a PKCS#12 file that"
                  + " security.tls.password opens")
              .formatted(file),
          e);
    }
    throw new UserError("security.tls.keyStore: %s holds no private key".formatted(file));
  }
}
