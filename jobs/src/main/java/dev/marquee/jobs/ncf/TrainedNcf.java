package dev.marquee.jobs.ncf;

/**
 * A trained model and how it came out.
 *
 * @param weights the model
 * @param validationNdcg nDCG@10 on the validation part, before the model was trained on all ratings
 * @param epochs epochs of the GMF branch
 * @param objective what the GMF branch was asked in training
 */
record TrainedNcf(NcfWeights weights, double validationNdcg, int epochs, String objective) {}
