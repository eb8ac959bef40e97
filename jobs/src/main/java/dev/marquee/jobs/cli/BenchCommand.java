package dev.marquee.jobs.cli;

import picocli.CommandLine.Command;

/** The benchmarks. */
@Command(
    name = "bench",
    description = "Measures the heavy loops beside what the machine can do at best, in one run.",
    subcommands = {BenchNcfCommand.class, BenchEmbedCommand.class})
final class BenchCommand {}
