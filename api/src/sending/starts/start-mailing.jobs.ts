import { setTimeout as sleep } from 'node:timers/promises';
import type { App } from '../../context/app.ts';
import { databaseNow } from '../../db/database-now.ts';
import { textOf } from '../../language/text.ts';
import type { JobDefinition } from '../../platform/jobs/job-definition.ts';
import { startDueMailing } from './start-due-mailing.ts';
import { setStartJob, START_MAILING } from '../../mailings/schedule/start-job.ts';

// If this clock is ahead of the database's, the job waits at most this long; then the start is put off.
// Without the wait, a process whose clock is a day ahead would take the same starts every second.
const LONGEST_WAIT = 5000;

/** Launches a mailing at its armed start. Its data are the mailing's number. */
export const startMailingJob = (app: App): JobDefinition => ({
  name: START_MAILING,
  async run({ key, due }) {
    const ctx = app.asSchedule();
    const lead = due ? due.getTime() - (await databaseNow(ctx.em)).getTime() : 0;
    if (lead > 0) await sleep(Math.min(lead, LONGEST_WAIT));
    const { outcome, faults } = await startDueMailing(ctx, Number(key));
    await setStartJob(ctx, Number(key));
    const why = faults.map(({ code, params }) => textOf('EN', code, params)).join(' ');
    return [`Mailing ${key}: ${outcome}.`, why].filter(Boolean).join(' ');
  },
});
