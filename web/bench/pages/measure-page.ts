import type { Page } from '@playwright/test';

/** A page, and what somebody does there. */
export interface MainPage {
  name: string;
  path: string;
  /** Each is an interaction that the page must show at once. */
  acts: readonly ((page: Page) => Promise<unknown>)[];
}

/** In milliseconds. */
export interface Figures {
  /** Until the largest part of the page is painted. */
  LCP: number;
  /** How long tasks kept the page from responding while it loaded, beyond 50 ms each. */
  TBT: number;
  /** Until the slowest interaction was painted. */
  INP: number;
  /** How long a script took there that is the same on every page: machines differ, and may be busy. */
  pace: number;
}

/** Opens a page in an empty browser, waits until it is quiet, and uses it. */
export async function measurePage(page: Page, { path, acts }: MainPage): Promise<Figures> {
  await page.goto(path, { timeout: 60_000 });
  await page.locator('html[data-ready]').waitFor({ state: 'attached', timeout: 60_000 });
  await untilQuiet(page);
  const loaded = await page.evaluate(() => globalThis.timings);
  if (loaded.largestPaint === 0) throw new Error(`${path} has painted nothing.`);
  for (const act of acts) {
    await act(page);
    await page.waitForTimeout(600);
  }
  const { interactions } = await page.evaluate(() => globalThis.timings);
  return {
    LCP: loaded.largestPaint,
    TBT: loaded.longTasks
      .filter(([start]) => start >= loaded.firstPaint)
      .reduce((sum, [, duration]) => sum + duration - 50, 0),
    // The browser notes those of at least 16 ms.
    INP: Math.max(16, ...Object.values(interactions)),
    pace: await page.evaluate(tenMillionRoots),
  };
}

function tenMillionRoots(): number {
  const begun = performance.now();
  let sum = 0;
  for (let number = 0; number < 10_000_000; number++) sum += Math.sqrt(number);
  return sum > 0 ? performance.now() - begun : 0;
}

/** Until no task has been long for two seconds, ten at most: a page that shows a run is never done. */
async function untilQuiet(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const begun = performance.now();
    const latest = () =>
      globalThis.timings.longTasks.reduce((last, [start, took]) => Math.max(last, start + took), begun);
    while (performance.now() - latest() < 2000 && performance.now() - begun < 10_000)
      await new Promise((resolve) => setTimeout(resolve, 100));
  });
}
