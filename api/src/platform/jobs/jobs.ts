/** Wakes workers and servers. What is to be done stands in the database; a lost wake-up costs a moment, nothing else. */
export interface Jobs {
  /** There is something to send. Never fails. */
  wakeWorkers(): Promise<void>;
  /** The armed start of a mailing may have changed. Never fails. */
  startsChanged(mailingId: number): Promise<void>;
  /** When a job runs next; null where nothing is waiting, or the jobs cannot be reached. Never fails. */
  nextRun(name: string): Promise<Date | null>;
}
