import type { EntityManager } from '@mikro-orm/postgresql';
import type { CallEvent } from '../webhook.enums.ts';

/** A call that only this worker makes, until its hold expires. */
export interface ClaimedCall {
  id: number;
  webhookId: number;
  /** The number of this try, which differs from that of any later hold. */
  tries: number;
  event: CallEvent;
  messageId: string;
  createdAt: Date;
  facts: Record<string, unknown>;
  url: string;
  sealedSecret: Buffer;
}

interface Row {
  id: string;
  webhook_id: number;
  tries: number;
  event: CallEvent;
  message_id: string;
  created_at: string;
  facts: Record<string, unknown>;
  url: string;
  sealed_secret: Buffer;
}

/**
 * Claims the call that has been due longest and holds it for a number of seconds; with `isHealthy`, only one of
 * a webhook whose last call did not fail. Returns null if none is due. Each webhook has one call at a time.
 */
export async function claimCall(
  em: EntityManager,
  { holdSeconds, isHealthy }: { holdSeconds: number; isHealthy: boolean },
): Promise<ClaimedCall | null> {
  const [row] = await em.execute<Row[]>(CLAIM, [isHealthy, holdSeconds, holdSeconds]);
  if (!row) return null;
  const { id, webhook_id, message_id, created_at, sealed_secret, ...rest } = row;
  return {
    ...rest,
    id: Number(id),
    webhookId: webhook_id,
    messageId: message_id,
    createdAt: new Date(created_at),
    sealedSecret: sealed_secret,
  };
}

const CLAIM = `
with due as (
  select call.id from webhook_call call join webhook on webhook.id = call.webhook_id
  where call.status = 'PENDING' and call.next_try_at <= now()::timestamptz(3) and webhook.disabled_at is null
    and (webhook.failing_since is null or not ?) and not exists (
      select from webhook_call other where other.webhook_id = call.webhook_id and other.status = 'PENDING'
        and other.held_until > now()
    )
  order by call.next_try_at, call.id limit 1 for update of call skip locked
)
update webhook_call call set tries = tries + 1, next_try_at = now() + make_interval(secs => ?),
  held_until = now() + make_interval(secs => ?)
from due, webhook
where call.id = due.id and webhook.id = call.webhook_id
returning call.id, webhook_id, tries, event, message_id, call.created_at, facts, url, sealed_secret`;
