package dev.marquee.jobs.nightly;

/** The version of Marquee that runs, from the jar's manifest. */
public final class CodeVersion {
  private CodeVersion() {}

  /** Such as {@code 0.1.0}; {@code development} where the classes do not come from a jar. */
  public static String current() {
    String version = CodeVersion.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
