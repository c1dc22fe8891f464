import type { Browser, BrowserContextOptions } from '@playwright/test';
import type { GraphQL } from './graphql.ts';
import { expect, visit, type Page } from './journey.ts';

export const password = 'violet-harbour-42';

/** Another person at a browser of their own, which is closed with the test's. */
export async function somebody(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  return (await browser.newContext(options)).newPage();
}

/** Creates an account as a superuser does. Returns its id. */
export async function accountOf(
  graphql: GraphQL,
  { group, ...person }: { email: string; fullName: string; group: string },
): Promise<string> {
  const { groups } = await graphql<{ groups: { id: string; name: string }[] }>('{ groups { id name } }');
  const groupIds = groups.filter(({ name }) => name === group).map(({ id }) => id);
  const { user } = await graphql(
    'mutation ($input: CreateUserInput!) { user: createUser(input: $input) { id } }',
    {
      input: { ...person, password, groupIds },
    },
  );
  return user!.id;
}

/** Logs in through the form. */
export async function logIn(page: Page, email: string, secret: string = password): Promise<void> {
  await visit(page, '/login');
  await page.getByRole('textbox', { name: 'Email' }).fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(secret);
  await page.getByRole('button', { name: 'Log in' }).click();
}

/** Returns the address behind a button of the latest mail to somebody, as the mailbox shows it. */
export async function linkInMailTo(page: Page, email: string, button: string): Promise<string> {
  await visit(page, `/mailbox?q=${encodeURIComponent(email)}`);
  await page.getByRole('list', { name: 'Mails' }).getByRole('link').first().click();
  // A mail that is loaded again is in a second frame until it is ready.
  const mail = page.getByRole('article').locator('iframe').last().contentFrame();
  const link = mail.getByRole('link', { name: button });
  const address = await link.getAttribute('href');
  expect(address).not.toBeNull();
  return address!;
}
