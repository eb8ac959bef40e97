package dev.marquee.jobs.encoder;

import dev.marquee.jobs.embed.onnx.BertShape;
import dev.marquee.jobs.embed.onnx.BertWeights;
import java.util.List;

/**
 * What training gives.
 *
 * @param epoch the contrastive epoch whose weights these are; 0 for those before it
 * @param validation the validation score of that epoch
 */
record TrainedEncoder(
    BertShape shape, List<String> vocabulary, BertWeights weights, int epoch, double validation) {}
