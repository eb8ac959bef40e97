package dev.marquee.serving.guard;

/**
 * Encryption of connections.
 *
 * @param keyStore PKCS#12 file with the certificate and its private key; empty for no encryption
 * @param password of the file
 */
public record TlsConfig(String keyStore, String password) {

  /** Whether connections are encrypted. */
  public boolean isOn() {
    return !keyStore.isEmpty();
  }

  /** Hides the password. */
  @Override
  public String toString() {
    return "TlsConfig[keyStore=%s, password=***]".formatted(keyStore);
  }
}
