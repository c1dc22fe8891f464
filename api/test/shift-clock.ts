import { onTestFinished } from 'vitest';

const RealDate = Date;
const realNow = Date.now.bind(Date);

/**
 * Shifts the clock of this process by this many milliseconds until the test ends. Timers are not affected, as
 * on a real machine.
 */
export function shiftClock(by: number): void {
  const now = () => realNow() + by;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given: unknown[], made) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, made) as object,
    get: (target, key, receiver) => (key === 'now' ? now : (Reflect.get(target, key, receiver) as unknown)),
  });
  onTestFinished(() => void (globalThis.Date = RealDate));
}
