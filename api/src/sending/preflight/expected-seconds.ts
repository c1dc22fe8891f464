import type { Context } from '../../context/context.ts';
import { afterSending, type Hours } from '../../mailings/hours/windows.ts';
import { expectedRate } from '../limits/expected-rate.ts';

/**
 * Returns how long it takes until everybody was sent to once: at the expected rate, and only within the allowed
 * hours. Null if there is nobody.
 */
export async function expectedSeconds(
  ctx: Context,
  { people, hours }: { people: number; hours: Hours | null },
): Promise<number | null> {
  if (people === 0) return null;
  const now = ctx.clock.now();
  const end = afterSending(hours, now, people / (await expectedRate(ctx).load('')));
  return Math.ceil((end.getTime() - now.getTime()) / 1000);
}
