/** Writes BERT encoders as ONNX files from plain arrays, with no ONNX or protobuf library. */
package dev.marquee.jobs.embed.onnx;
