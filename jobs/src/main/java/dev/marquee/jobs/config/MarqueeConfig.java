package dev.marquee.jobs.config;

/**
 * All configuration of the batch jobs. The defaults and the meaning of every key stand in {@code
 * conf/local.conf}, which is packed into the jar.
 *
 * @param home folder of the installation
 * @param input folder of the CSV files
 * @param warehouse where snapshots are written
 */
public record MarqueeConfig(
    String home,
    String input,
    String warehouse,
    IngestConfig ingest,
    EventsConfig events,
    TfidfConfig tfidf,
    EmbedConfig embed,
    SimilarConfig similar,
    PopularityConfig popularity,
    NcfConfig ncf,
    RecommendConfig recommend,
    PublishConfig publish,
    EncoderConfig encoder) {}
