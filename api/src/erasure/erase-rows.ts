import type { EntityManager } from '@mikro-orm/postgresql';
import { changedRows } from '../db/changed-rows.ts';
import type { Person } from './person.ts';

// The one place that writes tables of several features: what a person left behind is spread over them.

/** A hash that belongs to nobody, so that a run still has one row for each of its people. */
const NOBODY = `sha256(convert_to(gen_random_uuid()::text, 'UTF8'))`;
const HASH = 'address_hash(?)';
const OF_OWNER = 'run_id in (select id from mailing_run where owner_id = ?)';
/** By hash for those whose recipient was deleted. */
const DELIVERED = `(select id from delivery where address_hash = ${HASH} and ${OF_OWNER})`;

/** Whether an unfinished run is still to write to the person. */
export async function isAwaited(em: EntityManager, { email, ownerId }: Person): Promise<boolean> {
  const rows = await em.execute(
    `select from delivery join mailing_run run on run.id = run_id
     where address_hash = ${HASH} and run.owner_id = ? and run.finished_at is null
       and state in ('PENDING', 'DEFERRED') limit 1`,
    [email, ownerId],
  );
  return rows.length > 0;
}

const CODE_ONLY = `coalesce(substring(server_response from '^\\d{3}[ -]\\d\\.\\d+\\.\\d+'), '')`;

/** Takes the address out of replies that repeat it, also only the part before the @. */
export const cleanAttempts = (em: EntityManager, { email, ownerId }: Person): Promise<number> =>
  changedRows(
    em,
    `update attempt set server_response = ${CODE_ONLY}
     where delivery_id in ${DELIVERED} and position(lower(?) in lower(server_response)) > 0`,
    [email, ownerId, email.slice(0, email.lastIndexOf('@'))],
  );

/**
 * Statistics keep an example of the replies for each reason. Their sums too; and as they may be made at this
 * moment, they are made again.
 */
export async function cleanFailures(em: EntityManager, { email, ownerId }: Person): Promise<void> {
  const cleaned = await em.execute<{ quarter: string }[]>(
    `update failure_count set server_response = ${CODE_ONLY}
     where owner_id = ? and position(lower(?) in lower(server_response)) > 0 returning quarter::text`,
    [ownerId, email],
  );
  await em.execute(
    `update failure_sum set server_response = ${CODE_ONLY}
     where owner_id in (?, 0) and position(lower(?) in lower(server_response)) > 0`,
    [ownerId, email],
  );
  const quarters = `{${cleaned.map(({ quarter }) => `"${quarter}"`).join()}}`;
  await em.execute('select forget_sums(?::timestamptz[])', [quarters]);
}

/** Deliveries stay as counts: without address, person and hash. */
export const cleanDeliveries = (em: EntityManager, { email, ownerId }: Person): Promise<number> =>
  changedRows(
    em,
    `update delivery set email = '', recipient_id = null, address_hash = ${NOBODY} where id in ${DELIVERED}`,
    [email, ownerId],
  );

export const cleanEvents = (em: EntityManager, { email, ownerId }: Person): Promise<number> =>
  changedRows(
    em,
    `update mail_event set email = null, words = null, raw = null, external_id = null, address_hash = ${NOBODY}
     where owner_id = ? and address_hash = ${HASH}`,
    [ownerId, email],
  );

/** The hash stays, so that no import brings mail back to who did not want any. */
export const cleanSuppressions = (em: EntityManager, { email, ownerId }: Person): Promise<number> =>
  changedRows(
    em,
    `update suppression set email = null where owner_id = ? and address_hash = ${HASH} and email is not null`,
    [ownerId, email],
  );

/** What imports and changes keep for undoing them, and rows that an import has remarked on. */
export async function cleanUndo(em: EntityManager, { email, ownerId }: Person): Promise<void> {
  for (const [batch, key, parent] of [
    ['recipient_import_batch', 'import_id', 'recipient_import'],
    ['recipient_change_batch', 'change_id', 'recipient_change'],
  ]) {
    await em.execute(
      `update ${batch} batch set before = (
         select coalesce(jsonb_agg(kept), '[]') from jsonb_array_elements(before) kept
         where position(lower(?) in lower(kept::text)) = 0)
       from ${parent} parent where parent.id = batch.${key} and parent.owner_id = ?
         and jsonb_typeof(before) = 'array' and position(lower(?) in lower(before::text)) > 0`,
      [email, ownerId, email],
    );
  }
  await em.execute(
    `delete from recipient_import_remark remark using recipient_import parent
     where parent.id = remark.import_id and parent.owner_id = ?
       and position(lower(?) in lower(remark.text || remark.params::text)) > 0`,
    [ownerId, email],
  );
}

/**
 * Deletes all files that the owner has uploaded for imports: nothing says which of them name the person.
 * Returns whether an import that has not ended still needs one.
 */
export async function deleteUploads(em: EntityManager, { ownerId }: Person): Promise<boolean> {
  // The files first: an import that starts meanwhile either holds its file, or does not find it.
  await em.execute('delete from upload where owner_id = ? and is_complete', [ownerId]);
  const waiting = await em.execute(
    `select from recipient_import where owner_id = ? and status in ('QUEUED', 'RUNNING', 'CHECKED') limit 1`,
    [ownerId],
  );
  return waiting.length > 0;
}

/** The log of webhooks repeats addresses; calls that were not made yet are not made. */
export const cleanCalls = (em: EntityManager, { email, ownerId }: Person): Promise<number> =>
  changedRows(
    em,
    `delete from webhook_call call using webhook where webhook.id = call.webhook_id and webhook.owner_id = ?
       and position(lower(?) in lower(call.facts::text)) > 0`,
    [ownerId, email],
  );

export const deleteRecipientOf = (em: EntityManager, { email, ownerId }: Person): Promise<number> =>
  changedRows(em, `delete from recipient where owner_id = ? and address_hash = ${HASH}`, [ownerId, email]);
