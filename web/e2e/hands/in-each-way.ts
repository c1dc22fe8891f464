import { test as base } from '../journey.ts';
import type { Hand } from './hand.ts';
import { keyboard } from './keyboard.ts';
import { mouse } from './mouse.ts';
import { thumb } from './thumb.ts';

const desk = { viewport: { width: 1280, height: 800 } };
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };

const ways = [
  { where: 'on a desk', device: desk, hand: mouse },
  { where: 'on a phone', device: phone, hand: thumb },
  { where: 'by keyboard', device: desk, hand: keyboard },
];

/** A journey's `hand` is one of the three. */
export const test = base.extend<{ hand: Hand }>({ hand: [mouse, { option: true }] });

/** Runs journeys on a desk, on a phone and by keyboard alone. */
export function inEachWay(journeys: () => void): void {
  for (const { where, device, hand } of ways)
    test.describe(where, () => {
      test.use({ ...device, hand });
      journeys();
    });
}
