import { parseArgs } from 'node:util';
import { chromium, type Browser } from '@playwright/test';
import { median, report } from '../../api/bench/table/report.ts';
import { startPickySmtp } from '../e2e/picky-smtp.ts';
import { startPostline, type Postline } from '../e2e/postline.ts';
import { fill, type World } from './pages/fill.ts';
import { logIn } from './pages/log-in.ts';
import { mainPages } from './pages/main-pages.ts';
import { measurePage, type Figures } from './pages/measure-page.ts';
import { openSlowPhone } from './pages/open-slow-phone.ts';
import { watchHeap } from './pages/watch-heap.ts';

// How soon the main pages show what they are for, and respond, on a slow phone; and whether a page that shows a run
// for long grows.
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    // How long a run is shown, and of how many mails.
    minutes: { type: 'string', default: '10' },
    recipients: { type: 'string', default: '100000' },
    // Only pages with this text in their names.
    only: { type: 'string', default: '' },
  },
});
const [rounds, minutes, recipients] = [
  Number(values.rounds),
  Number(values.minutes),
  Number(values.recipients),
];
/** Milliseconds that web.dev calls good. */
const goals = { LCP: 2500, TBT: 200, INP: 200 } as const;
/** The heap may differ by what was collected last. */
const MOST_GROWTH = 1.1;

const executablePath = process.env.CHROME_PATH;
if (!executablePath) {
  console.log('Skipped, no Chromium: `apt-get install chromium`, or set CHROME_PATH.');
  process.exit();
}
const smtp = await startPickySmtp();
const postline = await startPostline({ SMTP_URL: smtp.url });
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  // Longer than the pages are looked at.
  const seconds = minutes * 60 + 60 + rounds * 40;
  const world = await fill(browser, postline, { recipients, perSecond: recipients / seconds });
  await measureHeap(browser, postline, world);
  for (const page of mainPages(world).filter(({ name }) => name.includes(values.only)))
    await measurePages(browser, postline, page);
} finally {
  await browser.close();
  await postline.stop();
  await smtp.close();
}

async function measurePages(
  browser: Browser,
  postline: Postline,
  shown: ReturnType<typeof mainPages>[number],
): Promise<void> {
  const found: Figures[] = [];
  for (let round = 0; round < rounds; round++) {
    const phone = await openSlowPhone(browser, postline);
    found.push(await measurePage(phone, shown));
    await phone.context().close();
  }
  for (const figure of ['LCP', 'TBT', 'INP'] as const) {
    const times = found.map((figures) => figures[figure]);
    report({
      work: `page on a slow phone: ${shown.name}`,
      figure: `${figure} ${median(times).toFixed(0)} ms`,
      baseline: `10 million roots ${median(found.map(({ pace }) => pace)).toFixed(0)} ms`,
      rounds: times,
      goal: { atMost: goals[figure] },
    });
  }
}

async function measureHeap(browser: Browser, postline: Postline, { liveMailingId }: World): Promise<void> {
  const page = await logIn(browser, postline);
  const { before, after } = await watchHeap(page, { path: `/mailings/${liveMailingId}/`, minutes });
  const told = ({ bytes, nodes }: typeof before) =>
    `${(bytes / 1_000_000).toFixed(1)} MB and ${nodes.toLocaleString('en')} nodes`;
  report({
    work: `page that shows a run of ${recipients.toLocaleString('en')} mails for ${minutes} minutes: heap`,
    figure: told(after),
    baseline: `after a third of the time ${told(before)}`,
    rounds: [after.bytes / before.bytes],
    goal: { atMost: MOST_GROWTH },
  });
  await page.context().close();
}
