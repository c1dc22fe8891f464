import { test as base, expect, type Page } from '@playwright/test';
import { graphqlAs, type GraphQL } from './graphql.ts';
import type { Hand } from './hands/hand.ts';
import { startPickySmtp } from './picky-smtp.ts';
import { startPostline, type Postline } from './postline.ts';

export { expect, type Page } from '@playwright/test';

interface Options {
  /** Mails go to a slow server that refuses some people; by default to the mailbox. */
  isPicky: boolean;
  postline: Postline;
}

interface Fixtures {
  /** Console errors that belong to the journey, such as a missing page. */
  expectedErrors: RegExp[];
  /** A page whose browser is logged in. */
  anna: Page;
  /** GraphQL as Anna, to create what a journey begins with. */
  graphql: GraphQL;
}

/** A journey through a Postline of its own; console errors fail it. */
export const test = base.extend<Fixtures, Options>({
  isPicky: [false, { scope: 'worker', option: true }],
  postline: [
    async ({ isPicky }, use) => {
      const smtp = isPicky ? await startPickySmtp() : null;
      const postline = await startPostline(smtp ? { SMTP_URL: smtp.url, SMTP_RATE: '6' } : {});
      await use(postline);
      await postline.stop();
      await smtp?.close();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  baseURL: async ({ postline }, use) => use(postline.url),
  expectedErrors: [[], { option: true }],
  page: async ({ page, expectedErrors }, use) => {
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) =>
      complaints.push(`${error.name}: ${error.message} ${error.stack} (${page.url()})`),
    );
    await use(page);
    const unexpected = complaints.filter((text) => !expectedErrors.some((known) => known.test(text)));
    expect(unexpected, 'complaints of the console').toEqual([]);
  },
  anna: async ({ page, postline }, use) => {
    const form = postline.login;
    const response = await page.request.post('/login?next=%2F', { form, headers: { origin: postline.url } });
    expect(response.ok()).toBe(true);
    await use(page);
  },
  graphql: async ({ anna }, use) => use(graphqlAs(anna)),
});

/** Opens a page and waits until it can be used. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.locator('html')).toHaveAttribute('data-ready');
}

/** Presses a button of the question whether to send, once the findings in the mails no longer move it. */
export async function confirmLaunch(page: Page, hand: Hand, name: string): Promise<void> {
  const question = page.getByRole('alertdialog');
  await expect(question.getByText(/Emails created for this/)).toBeVisible();
  await hand.press(question.getByRole('button', { name }));
}
