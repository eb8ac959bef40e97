package dev.marquee.serving.search;

import java.util.Optional;

/**
 * Some of the movies found.
 *
 * @param rows their rows in the catalogue, in the order asked for; do not modify
 * @param total how many movies were found altogether
 * @param nextCursor where the next page begins; empty on the last page
 */
public record MoviePage(int[] rows, long total, Optional<String> nextCursor) {}
