/** The channel of PostgreSQL's NOTIFY on which workers are woken. */
export const WAKE_CHANNEL = 'postline_wake';

/**
 * Wakes workers and servers. The work itself is in the database, so a lost wake-up costs a moment, nothing
 * else.
 */
export interface Wakeups {
  /** Wakes the workers because there is something to send. Never fails. */
  wakeWorkers(): Promise<void>;
  /**
   * Schedules a job with this name and key once; null removes the waiting one. Never fails; returns whether
   * the store accepted it.
   */
  setJob(name: string, key: string, at: Date | null): Promise<boolean>;
  /** Returns when a job runs next; null if none is waiting or the store cannot be reached. Never fails. */
  nextRun(name: string): Promise<Date | null>;
  /**
   * Whether the job store cannot be reached, or has not been yet; then the sweep makes up for missed starts. Waits
   * for a first attempt to reach it, a second at most.
   */
  isStoreAway(): Promise<boolean>;
}
