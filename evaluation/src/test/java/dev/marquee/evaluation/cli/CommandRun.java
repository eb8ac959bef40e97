package dev.marquee.evaluation.cli;

import dev.marquee.jobs.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/**
 * A command as a user would type it, in this process.
 *
 * @param status its exit status
 * @param out standard output
 * @param err standard error
 */
record CommandRun(int status, String out, String err) {
  /** Settings of a model that trains in seconds. */
  private static final List<String> SMALL =
      List.of(
          "ncf.factors=8",
          "ncf.hiddenUnits=[32,16,8]",
          "ncf.linearRank=16",
          "ncf.epochs=3",
          "ncf.validationUsers=50",
          "recommend.topN=40");

  static void useLocalSpark() {
    System.setProperty("spark.master", "local[2]");
    System.setProperty("spark.ui.enabled", "false");
    System.setProperty("spark.driver.host", "127.0.0.1");
    System.setProperty("spark.driver.bindAddress", "127.0.0.1");
    System.setProperty("spark.sql.shuffle.partitions", "4");
  }

  /** Runs a command with the small model and the installation's files. */
  static CommandRun small(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--set");
    all.add("home=" + System.getProperty("marquee.root"));
    for (String setting : SMALL) {
      all.add("--set");
      all.add(setting);
    }
    return run(all.toArray(String[]::new));
  }

  /** Runs a command. */
  static CommandRun run(String... arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream capturedOut = new ByteArrayOutputStream();
    ByteArrayOutputStream capturedErr = new ByteArrayOutputStream();
    StringWriter usage = new StringWriter();
    try {
      System.setOut(new PrintStream(capturedOut, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(capturedErr, true, StandardCharsets.UTF_8));
      CommandLine command = Main.commandLine();
      command.setOut(new PrintWriter(usage));
      command.setErr(new PrintWriter(usage));
      int status = command.execute(arguments);
      return new CommandRun(
          status,
          capturedOut.toString(StandardCharsets.UTF_8) + usage,
          capturedErr.toString(StandardCharsets.UTF_8) + usage);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  /** The lines that report a fault. */
  List<String> errors() {
    return err.lines().filter(line -> line.startsWith("error:")).toList();
  }
}
