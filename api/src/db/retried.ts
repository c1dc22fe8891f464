const TRIES = 5;

/** PostgreSQL's codes for transactions that met: a deadlock, a serialization failure, and a row that the other has deleted. */
const MET = ['40P01', '40001', '23503'];

/**
 * Does a transaction again, up to five times, if another one was in its way; then throws what PostgreSQL said. `codes`
 * are further codes that mean so here.
 */
export async function retried<T>(work: () => Promise<T>, codes: readonly string[] = []): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (tries === TRIES || ![...MET, ...codes].includes(code)) throw error;
    }
  }
}
