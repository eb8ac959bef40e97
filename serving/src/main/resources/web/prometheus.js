/** The text that /metrics answers, as Prometheus reads it. */

const LINE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)/;
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g;
const ESCAPED = { n: '\n', '"': '"', '\\': '\\' };

/** The figures of a text: a list of {name, labels, value}. */
export function parse(text) {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => LINE.exec(line))
    .filter((match) => match !== null)
    .map(([, name, labels, value]) => ({ name, labels: labelsOf(labels), value: number(value) }));
}

/** The sum of a name's figures, whatever their labels; undefined if there is none. */
export function sum(samples, name, matches = () => true) {
  const chosen = samples.filter((sample) => sample.name === name && matches(sample.labels));
  return chosen.length === 0 ? undefined : chosen.reduce((all, { value }) => all + value, 0);
}

function labelsOf(text = '') {
  const labels = {};
  for (const [, name, value] of text.matchAll(LABEL)) {
    labels[name] = value.replace(/\\(.)/g, (escape, letter) => ESCAPED[letter] ?? escape);
  }
  return labels;
}

function number(text) {
  return { '+Inf': Infinity, '-Inf': -Infinity }[text] ?? Number(text);
}
