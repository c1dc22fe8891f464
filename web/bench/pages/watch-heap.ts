import type { CDPSession, Page } from '@playwright/test';

interface Heap {
  bytes: number;
  nodes: number;
}

interface Watch {
  path: string;
  minutes: number;
}

/**
 * The script heap and the nodes of a page that shows a run, after everything that is no longer needed was collected: a
 * third of the time after it was opened, when the charts are full, and at the end.
 */
export async function watchHeap(
  page: Page,
  { path, minutes }: Watch,
): Promise<{ before: Heap; after: Heap }> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.enable');
  await page.goto(path);
  await page.locator('html[data-ready]').waitFor({ state: 'attached' });
  const milliseconds = minutes * 60_000;
  await page.waitForTimeout(milliseconds / 3);
  const [before, begun] = [await heapOf(session), await sentOn(page)];
  await page.waitForTimeout((milliseconds * 2) / 3);
  const [after, sent] = [await heapOf(session), await sentOn(page)];
  if (begun === sent) throw new Error(`The page shows no progress: ${sent}.`);
  return { before, after };
}

async function heapOf(session: CDPSession): Promise<Heap> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { nodes } = await session.send('Memory.getDOMCounters');
  return { bytes: usedSize, nodes };
}

const sentOn = (page: Page) =>
  page
    .getByText(/ of [\d,]+ sent$/)
    .first()
    .innerText();
