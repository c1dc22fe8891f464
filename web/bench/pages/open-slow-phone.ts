import type { Browser, Page } from '@playwright/test';
import type { Postline } from '../../e2e/postline.ts';
import { logIn } from './log-in.ts';
import { recordTimings } from './record-timings.ts';

/** Bytes a second: 1.6 Mbit/s down, 750 kbit/s up. */
const network = {
  latency: 150,
  downloadThroughput: 1_638_400 / 8,
  uploadThroughput: 768_000 / 8,
  offline: false,
};

/** A page as Lighthouse's mobile settings have it: a middling phone, a processor four times slower, slow 4G. */
export async function openSlowPhone(browser: Browser, postline: Postline): Promise<Page> {
  const page = await logIn(browser, postline, {
    viewport: { width: 412, height: 823 },
    deviceScaleFactor: 1.75,
    isMobile: true,
    hasTouch: true,
  });
  await page.addInitScript(recordTimings);
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', network);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  return page;
}
