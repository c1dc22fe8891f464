import { setTimeout as sleep } from 'node:timers/promises';
import type { App } from '../../context/app.ts';
import { databaseNow } from '../../db/database-now.ts';
import { textOf } from '../../language/text.ts';
import type { JobDefinition } from '../../platform/jobs/job-definition.ts';
import { startDueMailing } from './start-due-mailing.ts';
import { setStartJob, START_MAILING } from '../../mailings/schedule/start-job.ts';

// A clock that runs ahead of the database's by no more than this waits; by more, the start is put again.
const SMALL_LEAD = 500;

/** One run for each armed start, by the mailing's number. */
export const startMailingJob = (app: App): JobDefinition => ({
  name: START_MAILING,
  async run({ key, due }) {
    const ctx = app.asSchedule();
    const lead = due ? due.getTime() - (await databaseNow(ctx.em)).getTime() : 0;
    if (lead > 0 && lead <= SMALL_LEAD) await sleep(lead);
    const { outcome, faults } = await startDueMailing(ctx, Number(key));
    await setStartJob(ctx, Number(key));
    const why = faults.map(({ code, params }) => textOf('EN', code, params)).join(' ');
    return [`Mailing ${key}: ${outcome}.`, why].filter(Boolean).join(' ');
  },
});
