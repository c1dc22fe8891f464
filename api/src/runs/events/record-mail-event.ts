import type { EntityManager } from '@mikro-orm/postgresql';
import type { MailEventKind, MailEventSource } from './mail-event.enums.ts';

export interface NewMailEvent {
  ownerId: number;
  addressHash: Buffer;
  /** The delivery of the mail; null if unknown. */
  deliveryId: number | null;
  kind: MailEventKind;
  source: MailEventSource;
  reason?: string | null;
  code?: string | null;
  words?: string | null;
  raw?: string | null;
  externalId?: string | null;
}

const MOST_CODE = 20;
const MOST_ID = 200;
const MOST_WORDS = 1000;
const MOST_RAW = 8000;

/**
 * Records an event for a mail. The same kind for the same delivery is stored once, and so is what a provider
 * reports twice. Returns whether it is new; an event of a deleted owner is not stored.
 */
export async function recordMailEvent(em: EntityManager, event: NewMailEvent): Promise<boolean> {
  const rows = await em.execute<object[]>(INSERT, [
    event.ownerId,
    event.addressHash,
    event.kind,
    event.source,
    event.reason ?? null,
    textFor(event.code, MOST_CODE),
    textFor(event.words, MOST_WORDS),
    textFor(event.raw, MOST_RAW),
    textFor(event.externalId, MOST_ID),
    event.deliveryId,
  ]);
  return rows.length > 0;
}

/** Removes what the database cannot store, and truncates to the column's length. */
const textFor = (text: string | null | undefined, most: number): string | null =>
  text ? text.replaceAll('\0', '').slice(0, most).toWellFormed().trim() || null : null;

// After restoring a backup a delivery's number may belong to somebody else: its mailbox must match the
// event's. Events of deleted deliveries are still distinguished by their number.
const INSERT = `
insert into mail_event (owner_id, address_hash, email, delivery_id, run_id, mailing_id, kind, source, reason, code, words, raw, external_id)
select owner.id, given.hash, coalesce(delivery.email,
    (select email from recipient where address_hash = given.hash and recipient.owner_id = owner.id)),
  delivery.id, run.id, run.mailing_id, given.kind, given.source, given.reason, given.code, given.words, given.raw,
  coalesce(given.external_id, case when delivery.id is null then given.delivery_id || ' ' || given.kind end)
from (values (?::int, ?::bytea, ?, ?, ?, ?, ?, ?, ?, ?::bigint))
  given (owner_id, hash, kind, source, reason, code, words, raw, external_id, delivery_id)
join "user" owner on owner.id = given.owner_id
left join (delivery join mailing_run run on run.id = delivery.run_id)
  on delivery.id = given.delivery_id and delivery.address_hash = given.hash and run.owner_id = given.owner_id
on conflict do nothing returning id`;
