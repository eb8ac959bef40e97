/** Requests to the service that the page came from. */

const KEY = 'marquee.key';

/** What the service, or the network, had against a request. */
export class Failure extends Error {
  /**
   * @param status of the answer; 0 if there was none
   * @param kind last part of the problem's type, such as event-store-down; 'offline' if none came
   * @param detail what was wrong, for people
   */
  constructor(status, kind, detail) {
    super(detail);
    this.status = status;
    this.kind = kind;
  }
}

/** Remembers the key that the service asks for, until the browser is closed. */
export function useKey(key) {
  sessionStorage.setItem(KEY, key);
}

/** A path with a query; values that are undefined, null or empty lists are left out. */
export function path(base, query = {}) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '' && String(value) !== '') {
      parameters.set(name, String(value));
    }
  }
  const text = parameters.toString();
  return text === '' ? base : `${base}?${text}`;
}

/**
 * Asks the service.
 *
 * @param takes statuses beside those of success whose answer is wanted
 * @returns its answer: JSON as an object, text as a string, nothing as undefined
 * @throws Failure unless the answer is a success
 */
export async function ask(method, target, { body, signal, takes = [] } = {}) {
  const headers = {};
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  const key = sessionStorage.getItem(KEY);
  if (key !== null) {
    headers.Authorization = `Bearer ${key}`;
  }
  let answer;
  try {
    answer = await fetch(target, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
    });
  } catch (error) {
    if (error.name === 'AbortError') {
      throw error;
    }
    throw new Failure(0, 'offline', 'The service cannot be reached.');
  }
  if (!answer.ok && !takes.includes(answer.status)) {
    throw await failure(answer);
  }
  if (answer.status === 204) {
    return undefined;
  }
  const type = answer.headers.get('Content-Type') ?? '';
  return type.includes('json') ? answer.json() : answer.text();
}

/** Asks for something without changing anything. */
export const get = (target, options) => ask('GET', target, options);

async function failure(answer) {
  try {
    const problem = await answer.json();
    const kind = problem.type.slice(problem.type.lastIndexOf('/') + 1);
    return new Failure(answer.status, kind, problem.detail);
  } catch {
    return new Failure(answer.status, 'unknown', `The service answered ${answer.status}.`);
  }
}
