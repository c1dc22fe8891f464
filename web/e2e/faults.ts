import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * The faults that axe finds. A sandboxed frame contains a mail, not our page; axe cannot run in it either.
 */
export async function faults(page: Page): Promise<string[]> {
  return lastingFaults(page, analyzer(page));
}

/** The same in the light theme, and of contrast in the dark one: nothing else depends on the theme. */
export async function faultsInBothThemes(page: Page): Promise<string[]> {
  const inLight = await faults(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  const inDark = await lastingFaults(page, analyzer(page).withRules(['color-contrast']));
  await page.emulateMedia({ colorScheme: 'light' });
  return [...inLight, ...inDark.map((fault) => `dark: ${fault}`)];
}

/** What comes in while axe looks has colors that nobody chose: a fault that is there is found twice. */
async function lastingFaults(page: Page, axe: AxeBuilder): Promise<string[]> {
  await atRest(page);
  const first = found(await axe.analyze());
  if (first.length === 0) return first;
  await atRest(page);
  return found(await axe.analyze());
}

/** Waits for what is moving for a moment: what fades in, or changes its theme. */
async function atRest(page: Page): Promise<void> {
  await page.evaluate(() => {
    const isShort = ({ effect }: Animation) => Number(effect?.getComputedTiming().endTime) <= 1000;
    const moving = document.getAnimations().filter(isShort);
    return Promise.allSettled(moving.map(({ finished }) => finished));
  });
}

const analyzer = (page: Page) => new AxeBuilder({ page }).setLegacyMode(true).exclude('iframe');

const found = ({ violations }: Awaited<ReturnType<AxeBuilder['analyze']>>): string[] =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));

/** How many pixels the page is wider than the window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
