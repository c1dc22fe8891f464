/** What cached answers are made of: with a tag everything is dropped that was computed from it. */
export type CacheTag = 'mailings' | 'recipients' | 'sending' | 'posts';

export interface CacheOptions {
  /** How long a value is kept at most. */
  seconds: number;
  /** Dropping any of these drops the value. */
  tags: readonly CacheTag[];
}

/** Returns that are kept for a while, in this process or in a Redis that all share. Slower without it, never wrong. */
export interface Cache {
  /**
   * The value of a name, computed once however many ask for it at the same time. It has to survive JSON. The name says all
   * that the value depends on, the viewer's rights among it.
   */
  get<T>(name: string, options: CacheOptions, compute: () => Promise<T>): Promise<T>;
  /** Who asks from now on gets nothing that was computed before. */
  drop(...tags: CacheTag[]): Promise<void>;
  /** Forgets everything. */
  clear(): Promise<void>;
  state(): 'memory' | 'ready' | 'away';
}
