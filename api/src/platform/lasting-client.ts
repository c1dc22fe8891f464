import pg from 'pg';

const SILENCE = 10_000;
const LOOK_AGAIN = 1000;
const ASKING = { application_name: 'postline watch', connectionTimeoutMillis: 5000, query_timeout: 5000 };

export interface LastingConfig extends pg.ClientConfig {
  /**
   * After how many milliseconds without a response to ask PostgreSQL what it is doing; ten seconds by
   * default.
   */
  silence?: number;
}

/** What the driver has, but its types omit. */
interface ClientInternals {
  processID: number | null;
  connection: { stream: { destroy(): void } };
}

/**
 * A connection that detects its own silent death, as behind a firewall that forgot it. A statement may take
 * as long as it likes: after ten seconds another connection asks PostgreSQL whether it still works on it. If
 * it does not, and no response arrives, the statement rejects as with any lost connection.
 */
export class LastingClient extends pg.Client {
  readonly #config: LastingConfig;
  readonly #silence: number;
  #pending = 0;
  #answers = 0;
  #watch: NodeJS.Timeout | undefined;

  constructor(config: LastingConfig = {}) {
    super(config);
    this.#config = config;
    this.#silence = config.silence ?? SILENCE;
    // The driver's own signature has a dozen overloads.
    const query = this.query.bind(this) as (...given: unknown[]) => unknown;
    this.query = ((...given: unknown[]) => this.#watched(query, given)) as typeof this.query;
  }

  #watched(query: (...given: unknown[]) => unknown, given: unknown[]): unknown {
    const callback = given.at(-1);
    if (typeof callback === 'function') {
      const answered = this.#begin();
      return query(...given.slice(0, -1), (...answer: unknown[]) => {
        answered();
        callback(...answer);
      });
    }
    const result = query(...given);
    if (result instanceof Promise) {
      const answered = this.#begin();
      result.then(answered, answered);
    }
    return result;
  }

  /** Returns the function to call when the response has arrived. */
  #begin(): () => void {
    this.#pending++;
    this.#watch ??= setTimeout(() => void this.#look(), this.#silence).unref();
    return () => {
      this.#pending--;
      this.#answers++;
      if (this.#pending > 0) return;
      clearTimeout(this.#watch);
      this.#watch = undefined;
    };
  }

  /** Asks twice, because a response may be on its way when PostgreSQL is asked. */
  async #look(seenAt = -1): Promise<void> {
    const answers = this.#answers;
    const isAtWork = await this.#isAtWork();
    if (this.#pending === 0) return;
    if (!isAtWork && seenAt === this.#answers) {
      (this as unknown as ClientInternals).connection.stream.destroy();
      return;
    }
    const isSuspect = !isAtWork && answers === this.#answers;
    const wait = isSuspect ? LOOK_AGAIN : this.#silence;
    const next = () => void this.#look(isSuspect ? answers : -1);
    this.#watch = setTimeout(next, wait).unref();
  }

  /** Also true while PostgreSQL cannot be asked: there is nothing better to connect to then. */
  async #isAtWork(): Promise<boolean> {
    // Inherited instead of copied: a pool hides the password from enumeration.
    const config = Object.assign(Object.create(this.#config) as pg.ClientConfig, ASKING);
    const other = new pg.Client(config);
    other.on('error', () => {});
    try {
      await other.connect();
      const { rows } = await other.query<{ own: number; at_work: boolean }>(
        `select pg_backend_pid() as own,
           exists (select from pg_stat_activity where pid = $1 and state = 'active') as at_work`,
        [(this as unknown as ClientInternals).processID],
      );
      // Behind a pooler the process ids are the pooler's own.
      const isPooled = rows[0]!.own !== (other as unknown as ClientInternals).processID;
      return isPooled || rows[0]!.at_work;
    } catch {
      return true;
    } finally {
      other.end().catch(() => {});
    }
  }
}
