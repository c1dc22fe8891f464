import type { EntityManager } from '@mikro-orm/postgresql';

/**
 * Whether the search indexes of this database contain the letters of every script. If it was created with
 * ASCII letters only (`lc_ctype` C), each search for other letters reads all rows.
 */
export async function knowsLetters(em: EntityManager): Promise<boolean> {
  const [row] = await em.execute<{ knows: boolean }[]>("select cardinality(show_trgm('яж')) > 0 as knows");
  return row!.knows;
}
