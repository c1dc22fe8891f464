import type { EntityManager } from '@mikro-orm/postgresql';
import { deletePeople } from '../../delete-people.ts';
import { MOST_ATTRIBUTE_BYTES } from '../../recipient-bounds.ts';
import type { RecipientChangeKind } from '../recipient-change.entity.ts';
import type { Batch } from './batch.ts';
import type { ClaimedChange } from './claim-change.ts';
import { setStatuses } from './set-statuses.ts';

type Change = (tx: EntityManager, claimed: ClaimedChange, batch: Batch) => Promise<number>;

/** Changes the recipients of a batch and keeps their previous state. Returns how many were changed. */
export const changeBatch: Change = async (tx, claimed, batch) => {
  // Always in the same order, so that two changes of the same people wait for each other and do not deadlock.
  await tx.execute('select id from recipient where id = any (?::int[]) order by id for update', [
    idsOf(batch),
  ]);
  return changes[claimed.kind](tx, claimed, batch);
};

const idsOf = ({ ids }: Batch) => `{${ids.join()}}`;

const changes: Record<RecipientChangeKind, Change> = {
  SET_STATUS: setStatuses,

  ADD_TO_LIST: (tx, { id, settings }, batch) =>
    kept(
      tx,
      `with added as (
         insert into recipient_list_member (list_id, recipient_id)
         select list.id, recipient.id from recipient_list list
         join recipient on recipient.owner_id = list.owner_id and recipient.id = any (?::int[])
         where list.id = ? on conflict do nothing returning recipient_id
       ), found as (select coalesce(jsonb_agg(recipient_id), '[]') as before from added)`,
      [idsOf(batch), settings.listId, id, batch.number],
    ),

  REMOVE_FROM_LIST: (tx, { id, settings }, batch) =>
    kept(
      tx,
      `with removed as (
         delete from recipient_list_member where recipient_id = any (?::int[]) and list_id = ? returning recipient_id
       ), found as (select coalesce(jsonb_agg(recipient_id), '[]') as before from removed)`,
      [idsOf(batch), settings.listId, id, batch.number],
    ),

  // Recipients whose attributes would become too large stay as they are.
  SET_ATTRIBUTE: (tx, claimed, batch) =>
    changeAttributes(tx, claimed, {
      batch,
      value: { sql: 'attributes || ?::jsonb', params: [JSON.stringify(attributeOf(claimed))] },
    }),

  REMOVE_ATTRIBUTE: (tx, claimed, batch) =>
    changeAttributes(tx, claimed, {
      batch,
      value: { sql: 'attributes - ?::text', params: [claimed.settings.attributeName] },
    }),

  async DELETE(tx, { id }, batch) {
    const count = await kept(
      tx,
      `with found as (
         select coalesce(jsonb_agg(jsonb_build_object('person', to_jsonb(recipient) - 'address_hash',
           'lists', (select jsonb_agg(list_id) from recipient_list_member where recipient_id = recipient.id),
           'mailings', (select jsonb_agg(mailing_id) from mailing_recipient where recipient_id = recipient.id))), '[]') as before
         from recipient where id = any (?::int[])
       )`,
      [idsOf(batch), id, batch.number],
    );
    await deletePeople(tx, batch.ids);
    return count;
  },
};

const attributeOf = ({ settings: { attributeName, attributeValue } }: ClaimedChange) => ({
  [attributeName!]: attributeValue,
});

interface NewAttributes {
  batch: Batch;
  value: { sql: string; params: unknown[] };
}

const changeAttributes = (tx: EntityManager, { id }: ClaimedChange, { batch, value }: NewAttributes) =>
  kept(
    tx,
    `with known as (
       select id, attributes, ${value.sql} as wanted, updated_at from recipient where id = any (?::int[])
     ), differing as (
       select * from known where attributes <> wanted and octet_length(wanted::text) <= ${MOST_ATTRIBUTE_BYTES}
     ), changed as (
       update recipient set attributes = wanted, updated_at = now() from differing where recipient.id = differing.id
     ), found as (
       select coalesce(jsonb_agg(jsonb_build_array(id, updated_at, attributes)), '[]') as before from differing
     )`,
    [...value.params, idsOf(batch), id, batch.number],
  );

/**
 * Runs a change whose `found` selects the previous state, and keeps that with the batch. Returns how many
 * rows there are.
 */
async function kept(tx: EntityManager, sql: string, params: unknown[]): Promise<number> {
  const [row] = await tx.execute<{ count: number }[]>(
    `${sql} update recipient_change_batch batch set before = found.before, written_at = now() from found
     where change_id = ? and number = ? returning jsonb_array_length(found.before) as count`,
    params,
  );
  return row!.count;
}
