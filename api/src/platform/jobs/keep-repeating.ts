import type { Agenda } from 'agenda';
import type { Log } from '../log.ts';
import { repeatWork, type RepeatedWork } from '../repeat-work.ts';
import type { JobStore } from './job-store.ts';
import type { JobDefinition } from './job-definition.ts';

const SET_AGAIN_AFTER = 3_600_000;
// A job that is about to run is left alone: it would be moved to the time after.
const NEAR = 60_000;

/**
 * Keeps repeated jobs in the store: adds them if they are missing, as after the store was emptied, and
 * schedules them again each hour, because a wrong clock may have computed their next time.
 */
export function keepRepeating(
  agenda: Agenda,
  store: JobStore,
  { definitions, log, lookEvery }: { definitions: JobDefinition[]; log: Log; lookEvery: number },
): RepeatedWork {
  const setAt = new Map<string, number>();

  async function keep({ name, every }: JobDefinition): Promise<void> {
    const next = await store.next(name);
    const since = performance.now() - (setAt.get(name) ?? -Infinity);
    const isStale = since > SET_AGAIN_AFTER && next !== null && next.getTime() > Date.now() + NEAR;
    if (next !== null && !isStale) return;
    await agenda.every(every!, name, {}, { timezone: 'UTC', skipImmediate: true });
    setAt.set(name, performance.now());
  }

  return repeatWork(lookEvery, async () => {
    for (const definition of definitions.filter(({ every }) => every)) {
      await keep(definition).catch((error: unknown) =>
        log.warn({ err: error, job: definition.name }, 'A job could not be set up; trying again.'),
      );
    }
  });
}
