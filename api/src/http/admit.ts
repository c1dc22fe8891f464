import { anonymous } from '../context/actor.ts';
import type { Context, Services } from '../context/context.ts';
import { DomainError } from '../errors/domain-error.ts';
import type { Budget } from './budget.ts';
import { REQUEST_COST } from './cost-limit.ts';
import type { Asking, ContextOf } from './asking.ts';

/** Lets a request in. */
export type Admit = (asking: Asking) => Promise<Context>;

/**
 * Finds out who asks and takes the price of a request; who shows a wrong token pays as the address. Throws
 * UNAUTHENTICATED and RATE_LIMITED.
 */
export const admission =
  (services: Services, { contextOf, budget }: { contextOf: ContextOf; budget: Budget }): Admit =>
  async (asking) => {
    try {
      const ctx = await contextOf(services, asking);
      await budget.spend(ctx, REQUEST_COST);
      return ctx;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'UNAUTHENTICATED') {
        await budget.spend({ actor: anonymous('EN'), ...(asking.ip && { ip: asking.ip }) }, REQUEST_COST);
      }
      throw error;
    }
  };
