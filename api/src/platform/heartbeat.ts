import type { ChildProcess } from 'node:child_process';

const EVERY = 1000;
const SILENCE = 10_000;
// Loading a program from a slow disk takes time.
const START = 30_000;

/** Tells the parent process once a second that this one still serves its event loop. */
export function startHeartbeat(): void {
  const beat = () => {
    if (process.connected) process.send?.('alive');
  };
  beat();
  setInterval(beat, EVERY).unref();
}

/**
 * In milliseconds: how long silence is tolerated, how long before the first sign of life, and how often to
 * check.
 */
export interface Patience {
  silence?: number;
  start?: number;
  every?: number;
}

/** Kills a child that has shown no sign of life for ten seconds, after calling `onSilent`. */
export function watchHeartbeat(
  child: ChildProcess,
  onSilent: (seconds: number) => void,
  { silence = SILENCE, start = START, every = EVERY }: Patience = {},
): void {
  let [heard, looked, allowed] = [performance.now(), performance.now(), start];
  child.on('message', () => {
    heard = performance.now();
    allowed = silence;
  });
  const watch = setInterval(() => {
    const now = performance.now();
    // This process itself stood still, and has not read the child's signs of life.
    if (now - looked > every * 3) heard = now;
    looked = now;
    if (now - heard < allowed) return;
    clearInterval(watch);
    onSilent(Math.round((now - heard) / 1000));
    child.kill('SIGKILL');
  }, every);
  child.once('exit', () => clearInterval(watch));
}
