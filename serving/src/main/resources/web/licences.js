/** The libraries that the service carries, with the licences that they come under. */

const APACHE = 'Apache License 2.0';
const MIT = 'MIT License';

/**
 * Each with its jars as Maven names them; the licences are those of the jars' own descriptions.
 * Where there are several, one may choose.
 */
export const LIBRARIES = [
  ['Apache Commons', APACHE, ['commons-lang3', 'commons-text', 'commons-pool', 'commons-logging']],
  ['Apache ECharts', APACHE, ['echarts']],
  [
    'Apache Hadoop client, with the libraries inside it',
    APACHE,
    ['hadoop-client-api', 'hadoop-client-runtime'],
  ],
  ['Apache Lucene', APACHE, ['lucene-core', 'lucene-analysis-common']],
  [
    'Apache Parquet',
    APACHE,
    [
      'parquet-hadoop',
      'parquet-column',
      'parquet-encoding',
      'parquet-format-structures',
      'parquet-common',
      'parquet-jackson',
    ],
  ],
  ['aircompressor', APACHE, ['aircompressor']],
  ['Bucket4j', APACHE, ['bucket4j_jdk17-core']],
  ['Caffeine', APACHE, ['caffeine']],
  ['Checker Framework annotations', MIT, ['checker-qual']],
  ['Error Prone annotations', APACHE, ['error_prone_annotations']],
  ['FindBugs annotations (JSR 305)', APACHE, ['jsr305']],
  ['Flyway', APACHE, ['flyway-core', 'flyway-database-postgresql']],
  ['GeantyRef', APACHE, ['geantyref']],
  ['HdrHistogram', 'CC0 1.0 or BSD 2-Clause', ['HdrHistogram']],
  ['HikariCP', APACHE, ['HikariCP']],
  [
    'Jackson',
    APACHE,
    [
      'jackson-databind',
      'jackson-core',
      'jackson-annotations',
      'jackson-datatype-jdk8',
      'jackson-datatype-jsr310',
      'jackson-dataformat-toml',
      'classmate',
    ],
  ],
  [
    'Jakarta Servlet API, by Jetty',
    'Apache License 2.0 or Eclipse Public License 1.0',
    ['jetty-jakarta-servlet-api'],
  ],
  ['javax.annotation', 'CDDL or GPL 2 with Classpath Exception', ['javax.annotation-api']],
  ['Javalin', APACHE, ['javalin']],
  ['Jdbi', APACHE, ['jdbi3-core']],
  ['JetBrains annotations', APACHE, ['annotations']],
  [
    'Jetty',
    'Eclipse Public License 2.0 or Apache License 2.0',
    [
      'jetty-server',
      'jetty-http',
      'jetty-util',
      'jetty-io',
      'jetty-servlet',
      'jetty-security',
      'jetty-webapp',
      'jetty-xml',
      'websocket-jetty-server',
      'websocket-jetty-api',
      'websocket-jetty-common',
      'websocket-core-common',
      'websocket-core-server',
      'websocket-servlet',
    ],
  ],
  ['JSON Schema generator', APACHE, ['jsonschema-generator', 'jsonschema-module-jackson']],
  ['JSpecify', APACHE, ['jspecify']],
  ['JTS', 'Eclipse Public License 2.0 or Eclipse Distribution License 1.0', ['jts-core']],
  [
    'Kotlin standard library',
    APACHE,
    ['kotlin-stdlib', 'kotlin-stdlib-jdk7', 'kotlin-stdlib-jdk8'],
  ],
  ['Logback', 'Eclipse Public License 1.0 or GNU LGPL', ['logback-classic', 'logback-core']],
  [
    'Micrometer',
    APACHE,
    [
      'micrometer-core',
      'micrometer-commons',
      'micrometer-observation',
      'micrometer-registry-prometheus',
    ],
  ],
  ['picocli', APACHE, ['picocli']],
  ['PostgreSQL JDBC driver', 'BSD 2-Clause', ['postgresql']],
  ['Preact', MIT, ['preact']],
  [
    'Prometheus Java client',
    APACHE,
    [
      'prometheus-metrics-core',
      'prometheus-metrics-model',
      'prometheus-metrics-config',
      'prometheus-metrics-tracer-common',
      'prometheus-metrics-exposition-formats',
      'prometheus-metrics-exposition-textformats',
    ],
  ],
  ['SLF4J', MIT, ['slf4j-api']],
  ['snappy-java', APACHE, ['snappy-java']],
  ['SQLite JDBC', APACHE, ['sqlite-jdbc']],
  ['Swagger UI', APACHE, ['swagger-ui']],
  ['Typesafe Config', APACHE, ['config']],
  ['zstd-jni', 'BSD 2-Clause', ['zstd-jni']],
];
