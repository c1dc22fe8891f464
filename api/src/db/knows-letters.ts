import type { EntityManager } from '@mikro-orm/postgresql';

/**
 * Whether the search indexes of this database hold the letters of every script. In one that was made with the letters of
 * ASCII (`lc_ctype` C) each search for others reads all rows.
 */
export async function knowsLetters(em: EntityManager): Promise<boolean> {
  const [row] = await em.execute<{ knows: boolean }[]>("select cardinality(show_trgm('яж')) > 0 as knows");
  return row!.knows;
}
