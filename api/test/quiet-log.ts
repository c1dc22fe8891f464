import type { ServerLog } from '../src/platform/embedded-postgres/cluster.ts';

/** The log of an embedded PostgreSQL that nobody reads. */
export const quietLog: ServerLog = { debug() {}, info() {}, warn() {} };
