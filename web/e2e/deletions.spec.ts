import { faults } from './faults.ts';
import { listOf, mailingOf, messageOf, type GraphQL } from './graphql.ts';
import type { Hand } from './hands/hand.ts';
import { inEachWay, test } from './hands/in-each-way.ts';
import { expect, visit, type Page } from './journey.ts';

async function deleteRow(page: Page, hand: Hand, name: string | RegExp): Promise<void> {
  await hand.press(page.getByRole('row', { name }).getByRole('button').last());
  await hand.press(page.getByRole('menuitem', { name: 'Delete' }));
}

/** A mailing to one person. */
async function mailingToOne(graphql: GraphQL, name: string, schedule: object = {}): Promise<string> {
  const messageId = await messageOf(graphql, `Message of ${name}`);
  const listId = await listOf(graphql, `List of ${name}`, [`${name.replaceAll(' ', '-')}@example.com`]);
  return mailingOf(graphql, { messageId, name, listIds: [listId], ...schedule });
}

inEachWay(() => {
  test('a list is deleted without a question, and comes back with its people and mailings', async ({
    anna: page,
    graphql,
    hand,
  }) => {
    const { mark } = hand;
    const id = await mailingToOne(graphql, `tulips ${mark}`);
    await visit(page, `/lists/?q=tulips ${mark}`);
    await deleteRow(page, hand, /tulips/);
    await expect(page.getByText('No results')).toBeVisible();
    const undo = page.getByRole('button', { name: 'Undo', exact: true });
    await expect(undo).toBeVisible();
    expect(await faults(page), 'the offer to undo').toEqual([]);
    await hand.press(undo);
    await expect(page.getByText('Restored', { exact: true })).toBeVisible();
    await expect(page.getByRole('row', { name: /tulips/ })).toContainText('1');
    await visit(page, `/mailings/${id}/`);
    await expect(page.getByRole('link', { name: `List of tulips ${mark}` })).toBeVisible();
  });

  test('a mailing and its message are deleted on their pages, and come back', async ({
    anna: page,
    graphql,
    hand,
  }) => {
    const { mark } = hand;
    const startAt = '2040-01-02T08:00:00Z';
    const id = await mailingToOne(graphql, `draft ${mark}`, { startAt, timeZone: 'UTC' });
    await visit(page, `/mailings/${id}/`);
    await hand.press(page.getByRole('button', { name: 'More actions' }));
    await hand.press(page.getByRole('menuitem', { name: 'Delete' }));
    await expect(page.getByRole('heading', { level: 1, name: 'Mailings' })).toBeVisible();
    await expect(page.getByRole('link', { name: `draft ${mark}` })).toBeHidden();
    await hand.press(page.getByRole('button', { name: 'Undo', exact: true }));
    await hand.press(page.getByRole('link', { name: `draft ${mark}`, exact: true }));
    await expect(page.getByText(/2 Jan 2040/).first()).toBeVisible();
    // Other journeys count what is scheduled.
    await graphql('mutation ($id: ID!) { disarmMailing(id: $id) { id } }', { id });

    const messageId = await messageOf(graphql, `Alone ${mark}`);
    await visit(page, `/messages/${messageId}/`);
    await hand.press(page.getByRole('button', { name: 'More actions' }));
    await hand.press(page.getByRole('menuitem', { name: 'Delete message' }));
    await expect(page.getByRole('heading', { level: 1, name: 'Messages' })).toBeVisible();
    await hand.press(page.getByRole('button', { name: 'Undo', exact: true }));
    await expect(page.getByRole('link', { name: `Alone ${mark}` })).toBeVisible();
  });
});

test('several lists are deleted at one go, and come back', async ({ anna: page, graphql, hand }) => {
  for (const name of ['Old one', 'Old two', 'Old three']) await listOf(graphql, name, []);
  await visit(page, '/lists/?q=old');
  await hand.press(page.getByRole('checkbox', { name: 'Select Old one' }));
  await hand.press(page.getByRole('checkbox', { name: 'Select Old two' }));
  await hand.press(
    page.getByRole('region', { name: 'Selected rows' }).getByRole('button', { name: 'Delete' }),
  );
  await expect(page.getByText('Deleted: 2')).toBeVisible();
  await expect(page.getByRole('row', { name: /Old/ })).toHaveCount(1);
  await hand.press(page.getByRole('button', { name: 'Undo', exact: true }));
  await expect(page.getByText('Restored: 2')).toBeVisible();
  await expect(page.getByRole('row', { name: /Old/ })).toHaveCount(3);
});

test('a name that was taken meanwhile is the reason why a list does not come back', async ({
  anna: page,
  graphql,
  hand,
}) => {
  await listOf(graphql, 'Wanted', []);
  await visit(page, '/lists/?q=wanted');
  await deleteRow(page, hand, /Wanted/);
  await expect(page.getByText('No results')).toBeVisible();
  await listOf(graphql, 'Wanted', []);
  await hand.press(page.getByRole('button', { name: 'Undo', exact: true }));
  await expect(page.getByText('Not restored')).toBeVisible();
  await expect(page.getByText('A list with this name already exists.')).toBeVisible();
});

test('before a mailing that was sent is deleted, it is said what goes with it', async ({
  anna: page,
  graphql,
  hand,
}) => {
  const id = await mailingToOne(graphql, 'launched');
  await mailingToOne(graphql, 'launched never');
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
  await hand.press(page.getByRole('checkbox', { name: 'Select all on this page' }));
  await hand.press(
    page.getByRole('region', { name: 'Selected rows' }).getByRole('button', { name: 'Delete' }),
  );
  const question = page.getByRole('alertdialog', { name: 'Delete 2 selected items?' });
  await expect(question).toContainText('Already sent: 1.');
  await expect.poll(() => faults(page), 'the question').toEqual([]);
  await hand.press(question.getByRole('button', { name: 'Cancel' }));
  await deleteRow(page, hand, /launched #/);
  await expect(page.getByRole('alertdialog')).toContainText('the results for each recipient');
  await hand.press(page.getByRole('alertdialog').getByRole('button', { name: 'Delete mailing' }));
  await expect(page.getByText('“launched” deleted')).toBeVisible();
  await expect(page.getByRole('row', { name: /launched/ })).toHaveCount(1);
});
