/** Questions to the service that a view asks as it is shown, and asks again. */
import { useEffect, useState } from './library.js';

/**
 * Asks when the view is first shown and whenever an input has changed; what was answered last stays
 * until the next answer is there.
 *
 * @param request makes the question; gets a signal that ends it
 * @param inputs what the question depends on
 * @returns answer and failure, null until there is one, and a function that asks again
 */
export function useAnswer(request, inputs) {
  const [round, setRound] = useState(0);
  const [state, setState] = useState({ answer: null, failure: null });
  useEffect(() => {
    const stop = new AbortController();
    const keep = (change) =>
      stop.signal.aborted || setState((before) => ({ ...before, ...change }));
    request(stop.signal).then(
      (answer) => keep({ answer, failure: null }),
      (failure) => keep({ failure }),
    );
    return () => stop.abort();
  }, [...inputs, round]);
  return { ...state, again: () => setRound((number) => number + 1) };
}

/**
 * Does something every few seconds while the page can be seen, and at once when it can be seen
 * again. The next time begins after the last has ended, so that a slow service is not asked twice.
 */
export function useBeat(work, seconds) {
  useEffect(() => {
    let timer;
    let isOver = false;
    let isBusy = false;
    const beat = async () => {
      clearTimeout(timer);
      if (isOver || isBusy || document.hidden) {
        return;
      }
      isBusy = true;
      await work();
      isBusy = false;
      timer = setTimeout(beat, seconds * 1000);
    };
    document.addEventListener('visibilitychange', beat);
    beat();
    return () => {
      isOver = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', beat);
    };
  }, []);
}
