import type { MikroORM } from '@mikro-orm/postgresql';
import type { Log } from '../platform/log.ts';

/** How long views are collected before they are written, in milliseconds. */
const COLLECTING = 10_000;

/** Views of posts since they were last written: one statement for many readers. */
class Views {
  readonly #orm: MikroORM;
  readonly #log: Log;
  #pending = new Map<number, number>();
  #timer: NodeJS.Timeout | undefined;

  constructor(orm: MikroORM, log: Log) {
    this.#orm = orm;
    this.#log = log;
  }

  count(postId: number): void {
    this.#pending.set(postId, this.pending(postId) + 1);
    this.#timer ??= setTimeout(() => void this.flush(), COLLECTING).unref();
  }

  pending(postId: number): number {
    return this.#pending.get(postId) ?? 0;
  }

  /** Writes the collected views, or keeps them for the next time if the database cannot be reached. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const views = this.#pending;
    this.#pending = new Map();
    if (views.size === 0) return;
    try {
      await this.#orm.em.fork().execute(
        `update blog_post set view_count = view_count + seen.count
         from (select * from unnest(?::int[], ?::int[]) as row (id, count) order by id) as seen
         where blog_post.id = seen.id`,
        [`{${[...views.keys()].join()}}`, `{${[...views.values()].join()}}`],
      );
    } catch (error) {
      this.#log.warn({ err: error }, 'Views of posts could not be written yet.');
      for (const [id, count] of views) this.#pending.set(id, this.pending(id) + count);
    }
  }
}

const made = new WeakMap<MikroORM, Views>();

/** The views that this process collects for a database. */
export function viewsOf({ orm, log }: { orm: MikroORM; log: Log }): Views {
  const known = made.get(orm);
  if (known) return known;
  const views = new Views(orm, log);
  made.set(orm, views);
  return views;
}
