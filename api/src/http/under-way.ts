import type { ApolloServerPlugin } from '@apollo/server';
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

/** What one payer has under way. */
interface Line {
  running: number;
  /** Each begins the operation that waits. */
  waiting: (() => void)[];
}

/** Lets each payer run a few operations at a time: that payer's others wait, and nobody else's. */
export function limitUnderWay(): ApolloServerPlugin<Context> {
  const lines = new Map<string, Line>();
  return {
    async requestDidStart() {
      let [hasPlace, isOver] = [false, false];
      let payer: string;
      const end = () => {
        if (hasPlace) leave(lines, payer);
        hasPlace = false;
      };
      return {
        async didResolveOperation({ contextValue }) {
          payer = payerOf(contextValue);
          await withHttpStatus(async () => enter(lines, payer));
          hasPlace = true;
          // It may have been refused for another reason while it waited.
          if (isOver) end();
        },
        async willSendResponse() {
          isOver = true;
          end();
        },
      };
    },
  };
}

/** Resolves when the operation may begin. Throws RATE_LIMITED if too many wait already. */
function enter(lines: Map<string, Line>, payer: string): Promise<void> | void {
  const line = lines.get(payer) ?? { running: 0, waiting: [] };
  lines.set(payer, line);
  if (line.running < AT_ONCE) {
    line.running++;
    return;
  }
  if (line.waiting.length >= MOST_WAITING) {
    const retryAt = new Date(Date.now() + 1000);
    throw new DomainError('RATE_LIMITED', { key: 'TOO_MANY_AT_ONCE' }, { retryAt });
  }
  return new Promise((begin) => line.waiting.push(begin));
}

/** Passes the place on to whoever waits longest. */
function leave(lines: Map<string, Line>, payer: string): void {
  const line = lines.get(payer)!;
  const begin = line.waiting.shift();
  if (begin) begin();
  else if (--line.running === 0) lines.delete(payer);
}
