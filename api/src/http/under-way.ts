import type { ApolloServerPlugin } from '@apollo/server';
import pLimit, { type LimitFunction } from 'p-limit';
import type { Context } from '../context/context.ts';
import { DomainError } from '../errors/domain-error.ts';
import { payerOf } from './budget.ts';
import { withHttpStatus } from './refusal.ts';

/**
 * Operations of one payer that run at the same time; some of the database's connections remain for others.
 */
const AT_ONCE = 6;
/** Operations that wait for them; a page sends a handful. */
const MOST_WAITING = 100;

/** Lets each payer run a few operations at a time: that payer's others wait, and nobody else's. */
export function limitUnderWay(): ApolloServerPlugin<Context> {
  const limits = new Map<string, LimitFunction>();
  return {
    async requestDidStart() {
      let end: (() => void) | undefined;
      return {
        async didResolveOperation({ contextValue }) {
          const payer = payerOf(contextValue);
          const limit = limits.get(payer) ?? pLimit(AT_ONCE);
          limits.set(payer, limit);
          await withHttpStatus(async () => assertRoom(limit));
          await new Promise<void>((begun) => {
            void limit(() => {
              begun();
              return new Promise<void>((resolve) => (end = resolve));
            }).then(() => {
              if (limit.activeCount + limit.pendingCount === 0) limits.delete(payer);
            });
          });
        },
        async willSendResponse() {
          end?.();
        },
      };
    },
  };
}

function assertRoom({ pendingCount }: LimitFunction): void {
  if (pendingCount < MOST_WAITING) return;
  const retryAt = new Date(Date.now() + 1000);
  throw new DomainError('RATE_LIMITED', { key: 'TOO_MANY_AT_ONCE' }, { retryAt });
}
