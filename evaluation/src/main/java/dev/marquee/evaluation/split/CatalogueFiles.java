package dev.marquee.evaluation.split;

/**
 * Where the movies come from.
 *
 * @param movies {@code movieId,title,genres[,overview]}
 * @param tags {@code userId,movieId,tag,timestamp}, or null for no tags
 */
public record CatalogueFiles(String movies, String tags) {}
