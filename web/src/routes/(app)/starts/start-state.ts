import Ban from '@lucide/svelte/icons/ban';
import CalendarClock from '@lucide/svelte/icons/calendar-clock';
import Check from '@lucide/svelte/icons/check';
import Minus from '@lucide/svelte/icons/minus';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import type { StartOutcome } from '#lib/gql/graphql.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ShownState } from '#lib/states/state.ts';

export const startOutcomes: readonly StartOutcome[] = ['LAUNCHED', 'DROPPED', 'REFUSED'];

const states: Record<StartOutcome, () => ShownState> = {
  LAUNCHED: () => ({ label: m.start_launched(), tone: 'ok', icon: Check }),
  DROPPED: () => ({ label: m.start_dropped(), tone: 'warn', icon: Minus }),
  REFUSED: () => ({ label: m.start_refused(), tone: 'bad', icon: Ban }),
};

export const startState = (outcome: StartOutcome): ShownState => states[outcome]();

/** Workers look every 30 seconds for starts that nothing else has found. */
const PATIENCE = 60_000;

/** The state of an armed start: a late one has not been found by any worker. */
export function armedState(nextRunAt: string, now: number = Date.now()): ShownState {
  return Date.parse(nextRunAt) < now - PATIENCE
    ? { label: m.start_overdue(), tone: 'warn', icon: TriangleAlert }
    : { label: m.start_waiting(), tone: 'accent', icon: CalendarClock };
}
