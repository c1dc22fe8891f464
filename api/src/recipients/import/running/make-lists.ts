import type { EntityManager } from '@mikro-orm/postgresql';
import type { ImportSettings } from '../import-settings.ts';
import type { ClaimedImport } from './claim-import.ts';
import type { Batch } from '../reading/batch.ts';

/** Number of a list that does not exist yet, in a dry run: nobody is in it. */
const NOT_MADE = 0;

/**
 * Returns the settings of an import with its lists as numbers. Missing lists are created with the first
 * people, so that an import without people leaves no list behind, and not at all in a dry run. If the owner
 * has a list of the same name, that one is used.
 */
export async function withLists(
  tx: EntityManager,
  { ownerId, settings, dryRun }: ClaimedImport,
  { people }: Batch,
): Promise<ImportSettings> {
  const { newLists } = settings;
  if (newLists.length === 0 || people.count === 0) return settings;
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
