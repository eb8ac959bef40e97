package dev.marquee.jobs.ncf;

import java.util.List;

/**
 * A trained MLP branch in plain arrays; it reads the users' pooled GMF vectors.
 *
 * @param epoch the epoch that the weights are from
 * @param movies the movies' vectors, row-major {@code [movies][factors]}
 * @param hidden the hidden layers; the first reads the user's vector and then the movie's
 * @param output weights of the last hidden units
 */
@SuppressWarnings("ArrayRecordComponent") // Weights are never compared.
record MlpBranch(int epoch, float[] movies, List<NcfWeights.DenseWeights> hidden, float[] output) {}
