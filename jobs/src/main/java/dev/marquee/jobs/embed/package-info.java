/**
 * The sentence encoder's stage: movie texts through a BERT, run by Spark NLP. The BERT is an ONNX
 * export in a folder or one of Spark NLP's pretrained models ({@code EncoderDirectory}); tools here
 * write encoders that need neither training nor network.
 */
package dev.marquee.jobs.embed;
