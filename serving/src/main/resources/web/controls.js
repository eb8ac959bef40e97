/** Sliders for what the list is made of. */
import { h, percent, useEffect, useState } from './library.js';

const WEIGHTS = [
  ['content', 'Like what you rated'],
  ['collaborative', 'People with your taste'],
  ['popularity', 'Popular'],
];

export function Controls({ taste, state }) {
  const { settings, list } = state;
  const isDefault = settings.weights === null && settings.diversity === null;
  return h(
    'section',
    { class: 'card controls', 'aria-labelledby': 'controls' },
    h('h2', { id: 'controls' }, 'What counts'),
    h(Slider, {
      name: 'diversity',
      label: 'Diversity',
      value: settings.diversity ?? list?.diversity ?? 0,
      shown: percent,
      onChange: (diversity) => taste.set({ diversity }),
    }),
    h(Weights, { taste, settings, inForce: list?.weights }),
    h(
      'p',
      { class: 'hint' },
      settings.weights === null
        ? `These are the weights ${whose(list?.bucket)}.`
        : 'These are your own weights; only their ratios count.',
    ),
    !isDefault &&
      h(
        'button',
        { class: 'button quiet', onClick: () => taste.set({ weights: null, diversity: null }) },
        'Back to the defaults',
      ),
  );
}

/** In words, the users whose weights they are. */
function whose(bucket) {
  if (bucket === undefined || (bucket.minRatings === 0 && bucket.maxRatings === undefined)) {
    return 'for everybody';
  }
  const { minRatings, maxRatings } = bucket;
  if (maxRatings === undefined) {
    return `for somebody with ${minRatings} ratings or more`;
  }
  return minRatings === 0
    ? `for somebody with fewer than ${maxRatings + 1} ratings`
    : `for somebody with ${minRatings} to ${maxRatings} ratings`;
}

function Weights({ taste, settings, inForce }) {
  const weights = settings.weights ?? inForce ?? { content: 0, collaborative: 0, popularity: 0 };
  const [refused, setRefused] = useState(false);
  const change = (name, value) => {
    const changed = { ...weights, [name]: value };
    const areAllZero = WEIGHTS.every(([key]) => changed[key] === 0);
    setRefused(areAllZero);
    if (!areAllZero) {
      taste.set({ weights: changed });
    }
  };
  return h(
    'fieldset',
    null,
    h('legend', null, 'Weights'),
    WEIGHTS.map(([name, label]) =>
      h(Slider, {
        key: name,
        name,
        label,
        value: weights[name],
        shown: percent,
        onChange: (value) => change(name, value),
      }),
    ),
    refused && h('p', { role: 'alert' }, 'At least one weight must be above 0.'),
  );
}

/** A slider that asks for a new list when it is let go, not on the way. */
function Slider({ name, label, value, shown, onChange }) {
  const [draft, setDraft] = useState(value);
  useEffect(() => setDraft(value), [value]);
  return h(
    'div',
    { class: `slider ${name}` },
    h('label', { for: `slider-${name}` }, label),
    h('output', { for: `slider-${name}` }, shown(draft)),
    h('input', {
      id: `slider-${name}`,
      type: 'range',
      min: 0,
      max: 1,
      step: 0.05,
      value: draft,
      onInput: (event) => setDraft(Number(event.target.value)),
      onChange: (event) => onChange(Number(event.target.value)),
    }),
  );
}
