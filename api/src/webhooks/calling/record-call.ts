import type { EntityManager } from '@mikro-orm/postgresql';
import { AccountMail } from '../../accounts/mails/account-mail.entity.ts';
import { recordOfService } from '../../audit/record.ts';
import type { Log } from '../../platform/log.ts';
import { webhookSubject } from '../webhook-subject.ts';
import { Webhook } from '../webhook.entity.ts';
import type { WebhookDisabling } from '../webhook.enums.ts';
import type { ClaimedCall } from './claim-call.ts';

/** The result of a try. */
export interface CallResult {
  /** Null if there was no response. */
  code: number | null;
  /** The beginning of the response, or why there was none. */
  response: string;
  /** In milliseconds. */
  took: number;
}

/** A webhook without a successful call for this long is disabled, and a call is given up. */
const PATIENCE = 3 * 86_400_000;

/**
 * Records a try, unless its hold expired and another worker has tried meanwhile. A failed call is tried again
 * after a growing pause; a webhook that has failed for three days, or responded that it is gone, is disabled,
 * and its owner is notified by mail.
 */
export async function recordCall(
  em: EntityManager,
  log: Log,
  { call, result, delays }: { call: ClaimedCall; result: CallResult; delays: number[] },
): Promise<void> {
  const { code, response, took } = result;
  const isDelivered = code !== null && code >= 200 && code < 300;
  const delay = isDelivered ? undefined : delays[call.tries - 1];
  const isOver = isDelivered || delay === undefined;
  await em.transactional(async (tx) => {
    const [noted] = await tx.execute<{ id: string }[]>(
      `update webhook_call set held_until = null, tried_at = now(), response_code = ?::smallint, response = ?, took = ?,
         status = ?, finished_at = case when ? then now() end, next_try_at = now() + make_interval(secs => ?)
       where id = ? and tries = ? and status = 'PENDING' returning id`,
      [
        code,
        storable(response),
        took,
        isDelivered ? 'DELIVERED' : isOver ? 'FAILED' : 'PENDING',
        isOver,
        delay ?? 0,
        call.id,
        call.tries,
      ],
    );
    if (!noted) return;
    const webhook = await tx.findOne(Webhook, call.webhookId, { refresh: true });
    if (!webhook) return;
    if (isDelivered) tx.assign(webhook, { failingSince: null, succeededAt: new Date() });
    else await noteFailure(tx, log, { webhook, code });
  });
}

async function noteFailure(
  em: EntityManager,
  log: Log,
  { webhook, code }: { webhook: Webhook; code: number | null },
): Promise<void> {
  webhook.failingSince ??= new Date();
  const isWorn = Date.now() - webhook.failingSince.getTime() >= PATIENCE;
  const reason: WebhookDisabling | null = code === 410 ? 'GONE' : isWorn ? 'FAILING' : null;
  if (!reason || webhook.disabledAt) return;
  em.assign(webhook, { disabledAt: new Date(), disabledAs: reason });
  em.create(AccountMail, { user: webhook.owner.id, kind: 'WEBHOOK_DISABLED' } as never);
  await em.flush();
  await em.execute(
    `update webhook_call set status = 'FAILED', finished_at = now(), held_until = null
     where webhook_id = ? and status = 'PENDING'`,
    [webhook.id],
  );
  await recordOfService(em, log, {
    action: 'WEBHOOK_GAVE_UP',
    ...webhookSubject(webhook),
    details: { reason },
  });
}

/** PostgreSQL stores no NUL. */
const storable = (text: string) => text.replaceAll('\0', '').toWellFormed().slice(0, 500).toWellFormed();
