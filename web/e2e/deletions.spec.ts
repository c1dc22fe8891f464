import { faults } from './faults.ts';
import { listOf, messageOf, type GraphQL } from './graphql.ts';
import { expect, test, visit, type Page } from './journey.ts';

const CREATE = 'mutation ($input: CreateMailingInput!) { mailing: createMailing(input: $input) { id } }';

const devices = {
  'on a desk': { viewport: { width: 1280, height: 800 } },
  'on a phone': { viewport: { width: 390, height: 844 }, hasTouch: true },
};

async function deleteRow(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('row', { name }).getByRole('button').last().click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
}

/** A mailing to one person. */
async function mailingOf(graphql: GraphQL, name: string, schedule: object = {}): Promise<string> {
  const messageId = await messageOf(graphql, `Message of ${name}`);
  const listId = await listOf(graphql, `List of ${name}`, [`${name.replaceAll(' ', '-')}@example.com`]);
  return (await graphql(CREATE, { input: { messageId, name, listIds: [listId], ...schedule } })).mailing!.id;
}

for (const [where, device] of Object.entries(devices)) {
  test.describe(where, () => {
    test.use(device);

    test('a list is deleted without a question, and comes back with its people and mailings', async ({
      anna: page,
      graphql,
    }) => {
      const id = await mailingOf(graphql, `tulips ${where}`);
      await visit(page, `/lists/?q=tulips ${where}`);
      await deleteRow(page, /tulips/);
      await expect(page.getByText('No results')).toBeVisible();
      expect(await faults(page), 'the offer to undo').toEqual([]);
      await page.getByRole('button', { name: 'Undo', exact: true }).click();
      await expect(page.getByText('Restored', { exact: true })).toBeVisible();
      await expect(page.getByRole('row', { name: /tulips/ })).toContainText('1');
      await visit(page, `/mailings/${id}/`);
      await expect(page.getByRole('link', { name: `List of tulips ${where}` })).toBeVisible();
    });

    test('a mailing and its message are deleted on their pages, and come back', async ({
      anna: page,
      graphql,
    }) => {
      const startAt = '2040-01-02T08:00:00Z';
      const id = await mailingOf(graphql, `draft ${where}`, { startAt, timeZone: 'UTC' });
      await visit(page, `/mailings/${id}/`);
      await page.getByRole('button', { name: 'More actions' }).click();
      await page.getByRole('menuitem', { name: 'Delete' }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Mailings' })).toBeVisible();
      await expect(page.getByRole('link', { name: `draft ${where}` })).toBeHidden();
      await page.getByRole('button', { name: 'Undo', exact: true }).click();
      await page.getByRole('link', { name: `draft ${where}`, exact: true }).press('Enter');
      await expect(page.getByText(/2 Jan 2040/).first()).toBeVisible();
      // Other journeys count what is scheduled.
      await graphql('mutation ($id: ID!) { disarmMailing(id: $id) { id } }', { id });

      const messageId = await messageOf(graphql, `Alone ${where}`);
      await visit(page, `/messages/${messageId}/`);
      await page.getByRole('button', { name: 'More actions' }).click();
      await page.getByRole('menuitem', { name: 'Delete message' }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Messages' })).toBeVisible();
      await page.getByRole('button', { name: 'Undo', exact: true }).click();
      await expect(page.getByRole('link', { name: `Alone ${where}` })).toBeVisible();
    });
  });
}

test('several lists are deleted at one go, and come back', async ({ anna: page, graphql }) => {
  for (const name of ['Old one', 'Old two', 'Old three']) await listOf(graphql, name, []);
  await visit(page, '/lists/?q=old');
  await page.getByRole('checkbox', { name: 'Select Old one' }).check();
  await page.getByRole('checkbox', { name: 'Select Old two' }).check();
  await page.getByRole('region', { name: 'Selected rows' }).getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('Deleted: 2')).toBeVisible();
  await expect(page.getByRole('row', { name: /Old/ })).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(page.getByText('Restored: 2')).toBeVisible();
  await expect(page.getByRole('row', { name: /Old/ })).toHaveCount(3);
});

test('a name that was taken meanwhile is the reason why a list does not come back', async ({
  anna: page,
  graphql,
}) => {
  await listOf(graphql, 'Wanted', []);
  await visit(page, '/lists/?q=wanted');
  await deleteRow(page, /Wanted/);
  await expect(page.getByText('No results')).toBeVisible();
  await listOf(graphql, 'Wanted', []);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(page.getByText('Not restored')).toBeVisible();
  await expect(page.getByText('A list with this name already exists.')).toBeVisible();
});

test('before a mailing that was sent is deleted, it is said what goes with it', async ({
  anna: page,
  graphql,
}) => {
  const id = await mailingOf(graphql, 'launched');
  await mailingOf(graphql, 'launched never');
  const launch = 'mutation ($id: ID!) { run: launchSend(input: { mailingId: $id }) { id } }';
  const { run } = await graphql(launch, { id });
  const END = 'query ($id: ID!) { run: mailingRun(id: $id) { id finishedAt } }';
  await expect
    .poll(
      async () =>
        (await graphql<{ run: { finishedAt: string | null } }>(END, { id: run!.id })).run.finishedAt,
    )
    .not.toBeNull();
  await visit(page, '/mailings/?q=launched');
  await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
  await page.getByRole('region', { name: 'Selected rows' }).getByRole('button', { name: 'Delete' }).click();
  const question = page.getByRole('alertdialog', { name: 'Delete 2 selected items?' });
  await expect(question).toContainText('Already sent: 1.');
  await expect.poll(() => faults(page), 'the question').toEqual([]);
  await question.getByRole('button', { name: 'Cancel' }).click();
  await deleteRow(page, /launched #/);
  await expect(page.getByRole('alertdialog')).toContainText('the results for each recipient');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete mailing' }).click();
  await expect(page.getByText('“launched” deleted')).toBeVisible();
  await expect(page.getByRole('row', { name: /launched/ })).toHaveCount(1);
});
