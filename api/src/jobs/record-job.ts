import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { logScope, type Log } from '../platform/log.ts';
import type { JobCall, JobDefinition } from '../platform/jobs/job-definition.ts';

/**
 * Wraps a job so that a paused one does not run by itself, and every run is recorded in a row: when it began
 * and ended, how, and what it did.
 */
export function recorded(job: JobDefinition, { orm, log }: { orm: MikroORM; log: Log }): JobDefinition {
  return {
    ...job,
    async run(call: JobCall) {
      const em = orm.em.fork();
      if (call.key === null && (await isPaused(em, job.name))) return 'It is paused.';
      const [row] = await em.execute<{ id: number }[]>(
        "insert into job_run (job_name, status, started_at) values (?, 'RUNNING', now()) returning id",
        [job.name],
      );
      const end = (status: string, result: string) =>
        em.execute('update job_run set status = ?, result = ?, finished_at = now() where id = ?', [
          status,
          result,
          row!.id,
        ]);
      return logScope.run({ job: job.name, ...(call.key && { key: call.key }) }, async () => {
        try {
          const result = await job.run(call);
          await end('SUCCEEDED', result);
          return result;
        } catch (error) {
          log.error({ err: error }, 'A job failed.');
          await end('FAILED', error instanceof Error ? error.message : String(error));
          throw error;
        }
      });
    },
  };
}

const isPaused = async (em: EntityManager, name: string): Promise<boolean> =>
  (await em.execute('select from job_pause where job_name = ?', [name])).length > 0;
