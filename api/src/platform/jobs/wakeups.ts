/** The channel of PostgreSQL's NOTIFY on which workers are woken. */
export const WAKE_CHANNEL = 'postline_wake';

/** Wakes workers and servers. What is to be done stands in the database; a lost wake-up costs a moment, nothing else. */
export interface Wakeups {
  /** Tells the workers that there is something to send. Never fails. */
  wakeWorkers(): Promise<void>;
  /** Runs a job of this name and key at a time, once; null takes the waiting one away. Never fails; returns whether it was handed over. */
  setJob(name: string, key: string, at: Date | null): Promise<boolean>;
  /** Returns when a job runs next; null if none is waiting or the jobs cannot be reached. Never fails. */
  nextRun(name: string): Promise<Date | null>;
  /** Whether the store of the jobs cannot be reached: then starts are made up by the sweep. */
  isStoreAway(): boolean;
}
