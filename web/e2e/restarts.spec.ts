import { expect, test, visit, type Page } from './journey.ts';

test.use({
  isPicky: true,
  expectedErrors: [
    /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_INCOMPLETE_CHUNKED|ERR_EMPTY_RESPONSE|Failed to fetch/,
  ],
});
test.setTimeout(420_000);

const people = Array.from({ length: 24 }, (_, at) => `steady.${at}@example.com`).concat(
  'refused.steady@example.com',
);

test('a server that restarts again and again loses nothing that was typed or chosen', async ({
  page,
  postline,
}) => {
  /** After the step the server ends and starts again; the page is not touched. */
  const step = async (act: () => Promise<unknown>) => {
    await act();
    await postline.restart(async () => {});
  };
  const main = page.getByRole('main');

  await visit(page, '/login');
  await page.getByRole('textbox', { name: 'Email' }).fill(postline.login.email);
  await step(() => page.getByRole('textbox', { name: 'Password' }).fill(postline.login.password));
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /Administrator/ })).toBeVisible();

  await page.goto('/recipients/import/');
  await step(() => page.getByRole('textbox', { name: /^Or paste/ }).fill(people.join('\n')));
  await page.getByRole('button', { name: 'Use this text' }).click();
  await step(() => page.getByRole('button', { name: 'Next' }).click());
  await page.getByRole('combobox', { name: 'Add to lists' }).fill('Steady');
  await page.getByRole('option', { name: 'Create “Steady”' }).click();
  await step(() => page.getByRole('button', { name: 'Check the file' }).click());
  await step(() => page.getByRole('button', { name: 'Import 25 rows' }).click({ timeout: 60_000 }));
  await expect(page.getByText('Imported: 25 recipients saved')).toBeVisible({ timeout: 60_000 });

  await writeMessage(page, step);
  await createMailing(page, step);

  await page.getByRole('button', { name: 'Send', exact: true }).click();
  const question = page.getByRole('alertdialog');
  await step(() => expect(question.getByRole('button', { name: 'Send to 25 recipients' })).toBeVisible());
  const send = question.getByRole('button', { name: 'Send to 25 recipients' });
  // Nobody knows whether a launch without a reply has begun: the question stays, and pressed again it is the same one.
  await postline.restart(async () => {
    await send.click();
    await expect(question.getByText('It is sent only once')).toBeVisible();
  });
  await step(async () => {
    await send.click();
    await expect(main.getByText('Nothing has been sent yet')).toBeVisible();
  });
  await step(async () => {
    await main.getByRole('button', { name: 'Pause', exact: true }).click();
    await expect(main.getByText('Paused manually')).toBeVisible();
  });
  await step(async () => {
    await main.getByRole('button', { name: 'Resume' }).click();
    await expect(main.getByText('Paused manually')).toBeHidden();
  });
  // The mail server takes about one a second.
  await expect(main.getByText('96.0% delivered')).toBeVisible({ timeout: 180_000 });
  await expect(main.getByText('24 of 25 sent')).toBeVisible();
  await step(() => main.getByRole('link', { name: /^The mailbox does not exist/ }).click());
  await expect(main.getByRole('row', { name: /refused\.steady/ })).toContainText('550 5.1.1');
});

async function writeMessage(page: Page, step: (act: () => Promise<unknown>) => Promise<void>): Promise<void> {
  await page.getByRole('link', { name: 'Messages', exact: true }).click();
  await page.getByRole('link', { name: 'New message' }).first().click();
  await step(() => page.getByRole('textbox', { name: 'Subject' }).fill('Written between restarts'));
  await page.getByRole('button', { name: 'Plain text' }).or(page.getByText('Plain text')).first().click();
  const text = page.getByRole('textbox', { name: 'Text' });
  await step(() => text.fill('All is well. {{ unsubscribeUrl }}'));
  await step(() => page.getByRole('button', { name: 'Create message' }).click());
  await expect(page).toHaveURL(/\/messages\/\d+\/$/);
  await expect(text).toHaveValue(/^All is well/);

  await page.getByRole('button', { name: 'Send test email' }).click();
  const dialog = page.getByRole('dialog', { name: 'Send test email' });
  await step(() => dialog.getByRole('textbox', { name: 'To' }).fill('tester@example.com'));
  await step(async () => {
    await dialog.getByRole('button', { name: 'Send test email' }).click();
    await expect(dialog).toBeHidden();
  });
}

async function createMailing(
  page: Page,
  step: (act: () => Promise<unknown>) => Promise<void>,
): Promise<void> {
  await page.goto('/mailings/create/');
  await page.getByRole('combobox', { name: 'Message' }).fill('between restarts');
  await page.getByRole('option', { name: /Written between restarts/ }).click();
  await page.getByRole('combobox', { name: 'Lists' }).fill('Steady');
  await step(() => page.getByRole('option', { name: /^Steady/ }).click());
  await step(() => page.getByRole('textbox', { name: 'Name of the mailing' }).fill('Steady as she goes'));
  await page.getByRole('button', { name: 'Create mailing' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Steady as she goes' })).toBeVisible();
}

test('what is pressed while the server is away is refused in words, and done when pressed again', async ({
  anna: page,
  postline,
}) => {
  await visit(page, '/messages/create/');
  const subject = page.getByRole('textbox', { name: 'Subject' });
  await subject.fill('Pressed too soon');
  const save = page.getByRole('button', { name: 'Create message' }).first();
  await postline.restart(async () => {
    await save.click();
    await expect(
      page.getByText('Can’t reach the server. Check your connection and try again.'),
    ).toBeVisible();
    await expect(page.getByText('Connection lost')).toBeVisible();
  });
  await expect(page.getByText('Connection lost')).toBeHidden({ timeout: 30_000 });
  await expect(subject).toHaveValue('Pressed too soon');
  await save.click();
  await expect(page).toHaveURL(/\/messages\/\d+\/$/);
});
