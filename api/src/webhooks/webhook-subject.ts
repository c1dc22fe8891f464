import type { Webhook } from './webhook.entity.ts';

/**
 * A webhook as the subject of an audit entry; only the host of its address, because the rest may be a secret.
 */
export const webhookSubject = ({ id, url, owner }: Webhook) =>
  ({ subject: 'WEBHOOK', subjectId: id, subjectName: new URL(url).host, ownerId: owner.id }) as const;
