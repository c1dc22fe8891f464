// Class 08: connection exceptions. 57P01 to 57P03: the server shuts down, crashed, or starts. 53300: too many
// connections. 25P03: the transaction stood still for too long, and was ended with its connection. 3D000: there is no such
// database on the server, or not any more.
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

// What the driver itself says carries no code.
const WITHOUT_CODE =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error)/;

/** Whether an error says that the database is away, and not that a statement was wrong. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return AWAY.test(code) || AWAY_ON_THE_WAY.has(code) || WITHOUT_CODE.test(error.message);
}
