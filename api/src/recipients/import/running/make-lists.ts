import type { EntityManager } from '@mikro-orm/postgresql';
import type { ImportSettings } from '../import-settings.ts';
import type { ClaimedImport } from './claim-import.ts';
import type { Batch } from './read-batches.ts';

/** Stands in a dry run for a list that is still to be made: nobody is in it. */
const NOT_MADE = 0;

/**
 * The settings of an import with its lists by number. Those that are missing are made with its first people, so that an
 * import that brings nobody leaves no list behind, and in a dry run not at all. A name that the owner's lists have already
 * is that list.
 */
export async function withLists(
  tx: EntityManager,
  { ownerId, settings, dryRun }: ClaimedImport,
  { people }: Batch,
): Promise<ImportSettings> {
  const { newLists } = settings;
  if (newLists.length === 0 || people.length === 0) return settings;
  const names = JSON.stringify(newLists);
  const made = dryRun ? [] : await makeMissing(tx, ownerId, names);
  const known = await tx.execute<{ id: number }[]>(
    `select id from recipient_list
     where owner_id = ? and lower(name) in (select lower(json_array_elements_text(?::json)))`,
    [ownerId, names],
  );
  const others = known.map(({ id }) => id).filter((id) => !made.includes(id));
  const missing = made.length + others.length < newLists.length ? [NOT_MADE] : [];
  const listIds = [...new Set([...settings.listIds, ...others, ...missing])];
  return { ...settings, newLists: [], listIds, madeListIds: made };
}

async function makeMissing(tx: EntityManager, ownerId: number, names: string): Promise<number[]> {
  const rows = await tx.execute<{ id: number }[]>(
    `insert into recipient_list (owner_id, name) select ?, json_array_elements_text(?::json)
     on conflict do nothing returning id`,
    [ownerId, names],
  );
  return rows.map(({ id }) => id);
}
