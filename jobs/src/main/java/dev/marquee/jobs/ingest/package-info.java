/**
 * From MovieLens-form CSV files to the tables {@code movies}, {@code ratings}, {@code tags} and
 * {@code rejected_rows}.
 *
 * <p>The form: {@code movies.csv} (movieId, title, genres and, if present, overview) and {@code
 * ratings.csv} (userId, movieId, rating, timestamp) are required; {@code tags.csv} (userId,
 * movieId, tag, timestamp) and {@code links.csv} (movieId, imdbId, tmdbId) may be left out. Each is
 * plain or gzip ({@code .csv.gz}), UTF-8 with or without a byte order mark, with LF, CRLF or CR
 * line ends. The first line names the columns, in any order and any case; columns with other names
 * are ignored. Fields are separated by commas and may be quoted as in RFC 4180, except that a
 * record is one line. Blank lines are skipped.
 *
 * <p>Every other line ends in exactly one place: in its table, or in {@code rejected_rows} with one
 * {@link dev.marquee.jobs.ingest.RejectReason}. Two things are left out without a trace, as they
 * were wished away through the service, if its event store is configured: ratings and tags of an
 * erased user, and ratings for which the store holds something later.
 */
package dev.marquee.jobs.ingest;
