/** What cached values are computed from: dropping a tag drops every value that has it. */
export type CacheTag = 'mailings' | 'recipients' | 'sending' | 'posts';

export interface CacheOptions {
  /** How long a value is kept at most. */
  seconds: number;
  /** Dropping any of these drops the value. */
  tags: readonly CacheTag[];
}

/**
 * Keeps computed values for a while, in this process or in a shared Redis. Losing Redis makes it slower,
 * never wrong.
 */
export interface Cache {
  /**
   * Returns the value for a name, and computes it once, however many callers ask at the same time. The value
   * must survive JSON. The name must contain everything that the value depends on, including the viewer's
   * rights.
   */
  get<T>(name: string, options: CacheOptions, compute: () => Promise<T>): Promise<T>;
  /** Drops all values with these tags. Callers from now on get nothing that was computed before. */
  drop(...tags: CacheTag[]): Promise<void>;
  /** Drops everything. */
  clear(): Promise<void>;
  state(): 'memory' | 'ready' | 'away';
}
