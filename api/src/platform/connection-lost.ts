// Class 08: connection exceptions. 57P01 to 57P03: the server is shutting down, has crashed, or is starting.
// 53300: too many connections. 25P03: the transaction was idle for too long and was ended with its
// connection. 3D000: the database does not exist, or not any more.
const AWAY = /^(08|57P0|53300|25P03|3D000)/;
const AWAY_ON_THE_WAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
]);

// The driver's own errors have no code.
const WITHOUT_CODE =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error)/;

/** Whether an error means that the database cannot be reached, and not that a statement was wrong. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return AWAY.test(code) || AWAY_ON_THE_WAY.has(code) || WITHOUT_CODE.test(error.message);
}
