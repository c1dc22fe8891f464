import { expect } from 'vitest';
import type { App } from '../src/context/app.ts';
import { createContext } from '../src/context/context.ts';
import { system } from '../src/context/actor.ts';
import { launchSend } from '../src/sending/launch/launch-send.ts';
import { build } from './build.ts';
import { countersAddUp } from './counters.ts';
import type { Caught } from './smtp-sink.ts';

/** In full by `npm run test:chaos`, in short otherwise. */
export const isFull = process.env.POSTLINE_CHAOS === 'full';
export const rounds = ({ short, full }: { short: number; full: number }) => (isFull ? full : short);

/** Launches a new mailing to this many people. */
export async function launchTo(app: App, people: number) {
  const mailing = await build.mailing({ people });
  const ctx = createContext(app.services, { actor: system('EN'), trigger: 'MANUAL' });
  return launchSend(ctx, { mailingId: mailing.id });
}

interface Row {
  id: number;
  email: string;
  state: string;
  tries: number;
}

export const deliveriesOf = (app: App, runId: number): Promise<Row[]> =>
  app.orm.em
    .fork()
    .execute<Row[]>('select id::int, email, state, tries from delivery where run_id = ? order by id', [
      runId,
    ]);

/**
 * Compares the ledger of a run with what the server has accepted: every delivery has ended, nobody was sent
 * to twice, each SENT mail was accepted once, and each accepted mail is SENT or in doubt. Returns how many
 * are in doubt.
 */
export async function compareWithSink(app: App, runId: number, caught: Caught[]): Promise<number> {
  const rows = await deliveriesOf(app, runId);
  const accepted = Map.groupBy(caught, ({ to }) => to);
  const wrong = rows.filter(({ email, state }) => {
    const times = accepted.get(email)?.length ?? 0;
    if (times > 1) return true;
    if (state === 'SENT') return times !== 1;
    if (state === 'UNKNOWN') return false;
    return state === 'FAILED' || state === 'SKIPPED' ? times !== 0 : true;
  });
  expect(wrong).toEqual([]);
  await countsAddUp(app, runId);
  return rows.filter(({ state }) => state === 'UNKNOWN').length;
}

/** The run's counters match its rows and add up to the total; statistics match its attempts. */
export async function countsAddUp(app: App, runId: number): Promise<void> {
  const [row] = await app.orm.em.fork().execute<Record<string, number>[]>(
    `select run.mailing_id, run.total, run.pending, run.sent, run.deferred, run.failed, run.skipped, run.unknown,
       count(*)::int as rows, count(*) filter (where state = 'PENDING')::int as pending_rows,
       count(*) filter (where state = 'SENT')::int as sent_rows,
       count(*) filter (where state = 'DEFERRED')::int as deferred_rows,
       count(*) filter (where state = 'FAILED')::int as failed_rows,
       count(*) filter (where state = 'SKIPPED')::int as skipped_rows,
       count(*) filter (where state = 'UNKNOWN')::int as unknown_rows
     from mailing_run run join delivery on delivery.run_id = run.id where run.id = ? group by run.id`,
    [runId],
  );
  const { mailing_id: mailingId, total, rows, ...counts } = row!;
  expect(total).toBe(rows);
  for (const state of ['pending', 'sent', 'deferred', 'failed', 'skipped', 'unknown']) {
    expect({ [state]: counts[state] }).toEqual({ [state]: counts[`${state}_rows`] });
  }
  await countersAddUp(app, mailingId!);
}
