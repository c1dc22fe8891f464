import { setImmediate } from 'node:timers/promises';
import type { Context } from '../../context/context.ts';
import { Turns } from '../../platform/turns.ts';

const turns = new Turns();

/**
 * Work on templates that an actor asks for, one piece after the other: a long message takes up to a second, a page of
 * them would keep everybody else waiting, and between two pieces they are served.
 */
export const inTurn = <T>(ctx: Context, work: () => T | Promise<T>): Promise<T> =>
  turns.take(String(ctx.actor.id), async () => {
    await setImmediate();
    return work();
  });
