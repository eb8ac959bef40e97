/** What Marquee is, how it works, what was measured, and under which licences it stands. */
import { DataPath, DataPathInWords } from './data-path.js';
import { Figures } from './figures.js';
import { h } from './library.js';
import { LIBRARIES } from './licences.js';

export const title = 'About';

export const View = () =>
  h(
    'div',
    { class: 'insight about' },
    h('h1', null, 'About Marquee'),
    h(What),
    h(How),
    h(Measured),
    h(Licences),
  );

const What = () =>
  h(
    'section',
    { class: 'prose' },
    h(
      'p',
      null,
      'Marquee recommends films. Every night Apache Spark jobs turn ratings, films and tags into tables; this service answers from them, on your own machines, and sends nothing anywhere else.',
    ),
    h(
      'p',
      null,
      'As a visitor you need no account: your ratings stay in this browser and travel with each request. Each film in a list says why it is there.',
    ),
    h(
      'p',
      null,
      'Programs ask the same service: ',
      h('a', { href: '/docs' }, 'the documentation of the API'),
      ' shows every endpoint and tries it out.',
    ),
  );

const How = () =>
  h(
    'section',
    null,
    h('h2', null, 'How it works'),
    h('div', { class: 'sides' }, h(DataPath), h(DataPathInWords)),
  );

const MACHINE = '2 virtual cores (Intel Xeon), no GPU';

/** As in the README, under "Measured", from where each can be measured again. */
const FIGURES = [
  {
    what: 'Lists of known users, uncached, ml-latest-small, 16 connections',
    figure: '14,657 lists/s',
    command: 'java -jar serving/target/marquee-serving.jar bench --warehouse DIR --seconds 15',
  },
  {
    what: 'Ranking 10,000 films for a visitor with 20 ratings, on one core',
    figure: '1.2 ms',
    command: 'mvn -B -q -pl data,serving -Pbench process-test-classes',
  },
  {
    what: 'From the start of the service to the first answer, sample catalogue',
    figure: '2.5 to 2.9 s',
    command: 'java -jar serving/target/marquee-serving.jar',
  },
  {
    what: 'Training the neural filter on ml-100k, validation and choices included',
    figure: '59 to 77 s',
    command: './spark-submit.sh evaluate --split DIR --movies FILE --output DIR',
  },
];

/** nDCG@10 of the README: split, popularity, EASE, NCF, hybrid. */
const QUALITY = [
  ['ml-100k temporal', '.111', '.191', '.276', '.276'],
  ['ml-100k random', '.241', '.476', '.489', '.489'],
  ['ml-100k strong', '.181', '.417', '.430', '.430'],
  ['ml-latest-small temporal', '.087', '.129', '.170', '.173'],
  ['ml-latest-small random', '.217', '.405', '.439', '.439'],
  ['ml-latest-small strong', '.205', '.418', '.430', '.432'],
];

const Measured = () =>
  h(
    'section',
    null,
    h('h2', null, 'Measured'),
    h(
      'p',
      { class: 'prose' },
      `On ${MACHINE}. Compare ratios; absolute times vary with the machine. The README and evaluation/measured.md have all figures; what follows is part of them, each with the command that measures it again.`,
    ),
    h(
      'dl',
      { class: 'measured' },
      FIGURES.map(({ what, figure, command }) =>
        h(
          'div',
          { class: 'card', key: what },
          h('dt', null, what),
          h('dd', null, h('strong', null, figure), h('code', null, command)),
        ),
      ),
    ),
    h('h3', null, 'How good the lists are'),
    h(
      'p',
      { class: 'prose' },
      'nDCG@10 on MovieLens: every film ranked, every held-out rating relevant; half of the 95 % interval is .012 to .022, on strong .037 and .053. Temporal holds out the latest fifth of each user’s ratings, random a quarter, strong whole users, most of whose ratings come with the request.',
    ),
    h(Figures, {
      title: 'nDCG@10 by data set and way of holding out',
      columns: ['Split', 'popularity', 'EASE', 'NCF', 'hybrid'],
      rows: QUALITY,
    }),
    h(
      'p',
      { class: 'hint' },
      h(
        'code',
        null,
        './spark-submit.sh evaluate --split DIR --movies FILE --output DIR --models popularity,ease,ncf,hybrid',
      ),
      ' with --validation random but for temporal.',
    ),
  );

/** The licence of most libraries first. */
function byLicence() {
  const names = new Map();
  for (const [name, licence] of LIBRARIES) {
    names.set(licence, [...(names.get(licence) ?? []), name]);
  }
  return [...names]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([licence, libraries]) => [licence, libraries.join(', ')]);
}

const Licences = () =>
  h(
    'section',
    null,
    h('h2', null, 'Licences'),
    h('h3', null, 'Marquee and its sample data'),
    h(
      'p',
      { class: 'prose' },
      'Marquee is under the MIT License, copyright 2026 The Marquee authors. So is its sample: titles, years and genres of its 670 films are facts, the descriptions and tags were written for this project, and its ratings are simulated; no person gave them. If this service shows another catalogue, its terms are for who runs the service to say.',
    ),
    h('h3', null, 'MovieLens'),
    h(
      'p',
      { class: 'prose' },
      'The figures of quality were measured on two data sets of GroupLens, University of Minnesota. They are no part of Marquee and are not delivered with it. Their terms: for research; no commercial use without permission; the use must be acknowledged, and no endorsement implied. ml-100k may not be redistributed without separate permission, ml-latest-small only under the same terms. ',
    ),
    h(
      'p',
      { class: 'prose' },
      'F. Maxwell Harper and Joseph A. Konstan. 2015. ',
      h('cite', null, 'The MovieLens Datasets: History and Context'),
      '. ACM Transactions on Interactive Intelligent Systems 5, 4, Article 19. doi.org/10.1145/2827872',
    ),
    h('h3', null, 'Libraries that this service carries'),
    h(
      'p',
      { class: 'prose' },
      'As the descriptions of their jars say. Where there are two, one may choose.',
    ),
    h(Figures, {
      title: 'Libraries and their licences',
      columns: ['Licence', 'Libraries'],
      rows: byLicence(),
    }),
  );
