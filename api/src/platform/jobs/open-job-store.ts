import type { Log } from '../log.ts';
import type { JobStore } from './job-store.ts';
import { openMongoStore } from './mongo-store.ts';
import { openPostgresStore } from './postgres-store.ts';

/** The store that a URL names: PostgreSQL or MongoDB, the same to everybody who uses it. Its tables are made where they are missing. */
export function openJobStore(url: string, log: Log): Promise<JobStore> {
  return url.startsWith('mongodb') ? openMongoStore(url, log) : openPostgresStore(url, log);
}
