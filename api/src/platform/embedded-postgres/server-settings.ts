/**
 * Settings for one small machine that runs everything: a queue whose rows are updated a few times each, bulk
 * inserts, lists by keyset. Arguments for `postgres`, so that they apply to a cluster of any age.
 */
export function serverSettings(port: number): string[] {
  const all = { port: String(port), ...settings };
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

const settings = {
  // Only this machine, and no socket file: its path is limited to 107 bytes, and a checkout may lie deeper.
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  // A server, its workers and tests, each with a pool.
  max_connections: '200',

  // A statement over all parts of deliveries and attempts locks each of them, and its indexes.
  max_locks_per_transaction: '256',

  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  // Three vacuums at once must not take three times the memory above.
  autovacuum_work_mem: '64MB',

  // A million deliveries write about 1 GB of WAL: with the defaults of 1 GB and 5 minutes checkpoints would
  // fall into the middle of it, and each makes PostgreSQL log whole pages again.
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  // There are no replicas, so bulk loads into new tables need not be logged row by row.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',

  // Queue tables consist of dead rows within seconds. The default checks once a minute, and then works at a
  // tenth of this pace.
  autovacuum_naptime: '15s',
  autovacuum_vacuum_cost_limit: '2000',

  // Compiling takes longer than any of these statements.
  jit: 'off',
  // For a solid state disk random reads cost as much as sequential ones.
  random_page_cost: '1.1',
  timezone: 'UTC',

  // The client that made a statement logs its errors. Here they would fill the disk, and repeat people's
  // data.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
  log_autovacuum_min_duration: '-1',
  log_timezone: 'UTC',
};
