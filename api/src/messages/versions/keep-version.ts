import type { EntityManager } from '@mikro-orm/postgresql';
import type { Message } from '../message.entity.ts';
import { MessageVersion } from './message-version.entity.ts';

/** How many versions of a message are kept, and how many bytes of bodies and text parts. */
const MOST_VERSIONS = 50;
const MOST_BYTES = 10_000_000;

type Parts = Pick<Message, 'subject' | 'body' | 'format' | 'textPart'>;

/** Keeps what a locked message is before a change of its parts, and drops the versions that are too old. */
export async function keepVersion(em: EntityManager, message: Message, patch: Partial<Parts>): Promise<void> {
  const { subject, body, format, textPart = null, updatedAt: savedAt } = message;
  const parts = { subject, body, format, textPart };
  const names = Object.keys(patch) as (keyof Parts)[];
  if (names.every((name) => (patch[name] ?? null) === parts[name])) return;
  await em.insert(MessageVersion, { message: message.id, ...parts, savedAt, createdAt: new Date() });
  await em.execute(DROP_OLD, [message.id, MOST_VERSIONS, MOST_BYTES]);
}

const DROP_OLD = `delete from message_version using (
    select id, row_number() over newer as place,
      sum(octet_length(body) + coalesce(octet_length(text_part), 0)) over newer as size
    from message_version where message_id = ? window newer as (order by id desc)
  ) kept
  where kept.id = message_version.id and (kept.place > ? or kept.size > ? and kept.place > 1)`;
