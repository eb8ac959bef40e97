/**
 * What every endpoint shares: declared parameters, JSON bodies, problem documents, the OpenAPI
 * document. An {@link dev.marquee.serving.http.Endpoint} is declared once; its route, its checks
 * and its documentation are all made from that.
 */
package dev.marquee.serving.http;
