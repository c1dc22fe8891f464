/**
 * Settings for one small machine that runs everything: a queue whose rows are updated a few times each, bulk inserts,
 * lists by keyset. As arguments for `postgres`, so that they hold for a cluster of any age.
 */
export function serverSettings(port: number): string[] {
  const all = { port: String(port), ...settings };
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

const settings = {
  // Only this machine, and no socket file: its path is limited to 107 bytes, and a checkout may lie deeper.
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  // A server, its workers and tests with a pool each.
  max_connections: '200',

  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  // Three vacuums at once must not take three times the above.
  autovacuum_work_mem: '64MB',

  // A million deliveries write some 1 GB: with the default of 1 GB and 5 minutes the checkpoints come in the middle of
  // it, and each makes PostgreSQL log whole pages again.
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  // Nothing replicates from here, so bulk loads into new tables need not be logged row by row.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',

  // Queue tables are dead rows within seconds. The default looks once a minute and then goes at a tenth of this pace.
  autovacuum_naptime: '15s',
  autovacuum_vacuum_cost_limit: '2000',

  // Compiling costs more than any of these statements take.
  jit: 'off',
  // A solid state disk: reading out of order is as good as in order.
  random_page_cost: '1.1',
  timezone: 'UTC',

  // A statement's errors belong to the one who made it, and are logged there. Here they would fill the disk, and
  // repeat people's values.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
  log_autovacuum_min_duration: '-1',
  log_timezone: 'UTC',
};
