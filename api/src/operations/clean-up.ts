import type { App } from '../app.ts';
import { changedRows } from '../db/changed-rows.ts';

/** Deletes what nobody needs any more: sessions that have ended, and old runs of jobs. Answers how much, in a few words. */
export async function cleanUp(app: App): Promise<string> {
  const { em } = app.asSystem();
  const sessions = await changedRows(em, 'delete from session where expires_at < now()', []);
  const runs = await changedRows(
    em,
    `delete from job_run where started_at < now() - case job_name when 'sweep' then interval '3 days' else interval '90 days' end`,
    [],
  );
  return `Sessions deleted: ${sessions}. Runs of jobs deleted: ${runs}.`;
}
