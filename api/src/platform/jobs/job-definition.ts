export interface JobCall {
  /** What a single run is about, for example a mailing's number. */
  key: string | null;
  /** When a single run was due. */
  due: Date | null;
}

/** Work that is repeated, or done once at a time. Doing it twice must do no harm. */
export interface JobDefinition {
  name: string;
  /**
   * How often, as text such as `30 seconds` or as a cron expression in UTC; absent if each run is scheduled
   * by itself.
   */
  every?: string;
  /** Does the work, and returns in a few words what was done. */
  run: (call: JobCall) => Promise<string>;
}
