import { anonymous } from '../context/actor.ts';
import type { Context, Services } from '../context/context.ts';
import { DomainError } from '../errors/domain-error.ts';
import type { Budget } from './budget.ts';
import { requestCost } from './cost-limit.ts';
import type { Asking, ContextOf } from './asking.ts';

/** Admits a request and returns its context. */
export type Admit = (asking: Asking) => Promise<Context>;

/**
 * Finds the actor of a request and charges the price of reading it; a request with an invalid token is charged to its
 * address. Throws UNAUTHENTICATED and RATE_LIMITED.
 */
export const admission =
  (services: Services, { contextOf, budget }: { contextOf: ContextOf; budget: Budget }): Admit =>
  async (asking) => {
    const cost = requestCost(asking.bytes ?? 0);
    try {
      const ctx = await contextOf(services, asking);
      await budget.spend(ctx, cost);
      return ctx;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'UNAUTHENTICATED') {
        await budget.spend({ actor: anonymous('EN'), ...(asking.ip && { ip: asking.ip }) }, cost);
      }
      throw error;
    }
  };
