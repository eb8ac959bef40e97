/**
 * The sentence encoder's stage: movie texts through a BERT from an ONNX export, run by Spark NLP,
 * and the tool that writes the small built-in encoder.
 */
package dev.marquee.jobs.embed;
