import type { Log } from '../log.ts';
import type { JobStore } from './job-store.ts';
import { openMongoStore } from './mongo-store.ts';
import { openPostgresStore } from './postgres-store.ts';

/** Opens the job store at a URL, PostgreSQL or MongoDB, with the same behaviour. Creates missing tables. */
export function openJobStore(url: string, log: Log): Promise<JobStore> {
  return url.startsWith('mongodb') ? openMongoStore(url, log) : openPostgresStore(url, log);
}
