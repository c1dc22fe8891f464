import { createHmac } from 'node:crypto';
import { linkKeyOf, sealLink, type UnsubscribeLink } from '../src/sending/unsubscribing/unsubscribe-link.ts';
import { testApp } from './database.ts';

/** The token of the link in a delivery's mail, as a worker with this secret makes it. */
export async function mailedToken(
  deliveryId: number,
  { secret, kind = 'SHARED' }: { secret?: string; kind?: UnsubscribeLink['kind'] } = {},
): Promise<string> {
  const { orm, services } = await testApp();
  const em = orm.em.fork();
  const key = linkKeyOf(secret ?? services.secret);
  await em.execute('insert into link_key (key) values (?) on conflict do nothing', [key]);
  const [row] = await em.execute<{ owner_id: number; address_hash: Buffer }[]>(
    `select run.owner_id, delivery.address_hash from delivery join mailing_run run on run.id = run_id where delivery.id = ?`,
    [deliveryId],
  );
  return sealLink(key, { kind, deliveryId, ownerId: row!.owner_id, addressHash: row!.address_hash });
}

/** The token of a link that an earlier version mailed. */
export function numberedToken(secret: string, deliveryId: number): string {
  const id = Buffer.alloc(6);
  id.writeUIntBE(deliveryId, 0, 6);
  const signature = createHmac('sha256', secret).update('unsubscribe').update(id).digest().subarray(0, 16);
  return Buffer.concat([id, signature]).toString('base64url');
}
