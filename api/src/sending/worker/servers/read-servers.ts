import type { WorkerPool } from '../../../platform/worker-pool.ts';
import type { Refusal } from '../../../runs/refusal.ts';

/** What is stored of a server that refuses everybody, or everybody of a run. */
interface Pause {
  isPaused: boolean;
  /** The pause has run out, and one mail may test whether the server still refuses. */
  isOver: boolean;
  refusedInRow: number;
  cause: Refusal['cause'];
  reply: string;
}

export interface ServerRow extends Pause {
  id: number;
}

export interface RunRefusalRow extends Pause {
  serverId: number;
  runId: number;
}

/** What all workers know about the limits and the servers. */
export interface ServersNow {
  connections: number;
  messagesPerSecond: number | null;
  servers: ServerRow[];
  refusals: RunRefusalRow[];
}

/** Reads the limits and the state of servers, by the database's clock. */
export async function readServers(pool: WorkerPool, serverIds: number[]): Promise<ServersNow> {
  const { rows } = await pool.query<ServersNow>({ name: 'read-servers', text: READ, values: [serverIds] });
  return rows[0] ?? { connections: 0, messagesPerSecond: null, servers: [], refusals: [] };
}

const READ = `
select connections, messages_per_second as "messagesPerSecond",
  coalesce((select json_agg(json_build_object('id', id, 'isPaused', resumes_at is not null, 'isOver', resumes_at <= now(),
      'refusedInRow', refused_in_row, 'cause', pause_cause, 'reply', pause_message))
    from mail_server where id = any ($1::int[])), '[]') as servers,
  coalesce((select json_agg(json_build_object('serverId', server_id, 'runId', run_id, 'isPaused', true,
      'isOver', refusal.resumes_at <= now(), 'refusedInRow', refusal.refused_in_row, 'cause', refusal.pause_cause,
      'reply', refusal.pause_message))
    from mail_server_refusal refusal join mailing_run run on run.id = run_id
    where server_id = any ($1::int[]) and run.finished_at is null), '[]') as refusals
from sending_limit`;
