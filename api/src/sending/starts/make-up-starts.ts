import { setTimeout as sleep } from 'node:timers/promises';
import type { App } from '../../context/app.ts';
import { startDueMailing } from './start-due-mailing.ts';

// Slower starts continue in the background, so that the caller gets on with the rest of its work.
const PATIENCE = 10_000;

interface DueMailing {
  id: number;
  owner_id: number;
}

/**
 * Mailings that this process is starting: checking a message may take longer than the pause between two
 * sweeps.
 */
const underWay = new Set<number>();

/**
 * Starts mailings whose time has come. Those of one owner are started one after the other, so that slow
 * messages of one user do not delay the mailings of others. Returns how many were launched within ten
 * seconds.
 */
export async function makeUpStarts(app: App, due: DueMailing[]): Promise<number> {
  let launched = 0;
  const work = Map.groupBy(due, ({ owner_id: owner }) => owner)
    .values()
    .map(async (mailings) => {
      for (const { id } of mailings) if (await startOnce(app, id)) launched++;
    });
  const ending = new AbortController();
  const late = sleep(PATIENCE, undefined, { signal: ending.signal, ref: false }).catch(() => {});
  await Promise.race([Promise.all(work), late]);
  ending.abort();
  return launched;
}

async function startOnce(app: App, id: number): Promise<boolean> {
  if (underWay.has(id)) return false;
  underWay.add(id);
  try {
    return (await startDueMailing(app.asSchedule(), id)).outcome === 'LAUNCHED';
  } catch (error) {
    app.log.error({ err: error, mailing: id }, 'A start could not be made up; it is tried again.');
    return false;
  } finally {
    underWay.delete(id);
  }
}
