export interface JobCall {
  /** What a single run is about. */
  key: string | null;
  /** When a single run was meant to begin. */
  due: Date | null;
}

/** Something that is done again and again, or once at a time. Doing it twice must do no harm. */
export interface JobDefinition {
  name: string;
  /** Every so often, as text such as `30 seconds` or as a cron expression in UTC; absent where each run is put by itself. */
  every?: string;
  /** Does it; answers in a few words what was done. */
  run: (call: JobCall) => Promise<string>;
}
