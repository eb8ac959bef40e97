/**
 * Trains a small BERT sentence encoder on movie catalogues and reports what its vectors mean.
 * {@code EncoderTraining} is the job, {@code EncoderReport} the report; the folder that training
 * writes is what the embed stage takes.
 */
package dev.marquee.jobs.encoder;
