import { raw } from '@mikro-orm/core';
import type { User } from '../../accounts/user.entity.ts';
import type { Context } from '../../context/context.ts';
import { DomainError } from '../../errors/domain-error.ts';
import type { TextKey } from '../../language/text.ts';
import { validFilter } from '../filter/matching-recipients.ts';
import { RecipientList } from '../lists/recipient-list.entity.ts';
import { RecipientStatus } from '../recipient.entity.ts';
import type { RecipientFilter } from '../recipient.inputs.ts';
import { Segment } from '../segments/segment.entity.ts';

/** Options of the command `export_recipients` as typed. */
export interface ExportOptions {
  owner: string;
  list?: string;
  segment?: string;
  status?: string;
  search?: string;
  filter?: string;
  separator?: string;
}

/** Returns the conditions in the options, all of which must hold. Throws INVALID and NOT_FOUND. */
export async function filterOfOptions(
  ctx: Context,
  owner: User,
  { list, status, search, filter }: ExportOptions,
): Promise<RecipientFilter> {
  return {
    ...conditionsIn(filter),
    ownerId: String(owner.id),
    ...(search !== undefined && { search }),
    ...(status !== undefined && { statuses: status.split(',').map(statusOf) }),
    ...(list !== undefined && { listId: await idOfNamed(ctx, owner, { entity: RecipientList, name: list }) }),
  };
}

/** Returns the number of the named segment; undefined if none is named. */
export async function segmentOfOptions(
  ctx: Context,
  owner: User,
  { segment }: ExportOptions,
): Promise<string | undefined> {
  return segment === undefined ? undefined : idOfNamed(ctx, owner, { entity: Segment, name: segment });
}

function conditionsIn(json: string | undefined): RecipientFilter {
  try {
    return validFilter(JSON.parse(json ?? '{}'));
  } catch (error) {
    if (error instanceof SyntaxError) throw new DomainError('INVALID', { key: 'CLI_WRONG_FILTER' });
    throw error;
  }
}

function statusOf(text: string): RecipientStatus {
  const wanted = text.trim().toUpperCase();
  if (wanted in RecipientStatus) return wanted as RecipientStatus;
  const choices = Object.keys(RecipientStatus).join(', ').toLowerCase();
  throw new DomainError('INVALID', { key: 'CLI_WRONG_CHOICE', params: { option: '--status', choices } });
}

const missing = new Map<unknown, TextKey>([
  [RecipientList, 'CLI_NO_SUCH_LIST'],
  [Segment, 'CLI_NO_SUCH_SEGMENT'],
]);

async function idOfNamed(
  { em }: Context,
  owner: User,
  { entity, name }: { entity: typeof RecipientList | typeof Segment; name: string },
): Promise<string> {
  const where = { owner: owner.id, [raw('lower(name)')]: name.trim().toLowerCase() };
  const found = await em.findOne<RecipientList | Segment>(entity, where);
  if (!found) throw new DomainError('NOT_FOUND', { key: missing.get(entity)!, params: { name } });
  return String(found.id);
}
