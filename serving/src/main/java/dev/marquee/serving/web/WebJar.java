package dev.marquee.serving.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * A library for browsers, out of the jar that the Maven repository has it in.
 *
 * @param name of the library
 * @param version the one on the class path
 */
record WebJar(String name, String version) {

  /**
   * The library as it is on the class path.
   *
   * @param group the Maven group of its jar
   */
  static WebJar of(String group, String name) {
    String resource = "/META-INF/maven/%s/%s/pom.properties".formatted(group, name);
    Properties pom = new Properties();
    try (InputStream in = WebJar.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      pom.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read", e);
    }
    return new WebJar(name, pom.getProperty("version"));
  }

  /** Reads one of its files. */
  StaticFile file(String path, String caching) {
    return StaticFile.of(
        "/META-INF/resources/webjars/%s/%s/%s".formatted(name, version, path), caching);
  }
}
