import { faults } from './faults.ts';
import type { GraphQL } from './graphql.ts';
import type { Hand } from './hands/hand.ts';
import { inEachWay, test } from './hands/in-each-way.ts';
import { expect, visit, type Page } from './journey.ts';

/** More people than fit on a page. */
async function people(graphql: GraphQL, mark: string, count: number): Promise<void> {
  for (let from = 0; from < count; from += 1000) {
    const input = Array.from({ length: Math.min(1000, count - from) }, (_, at) => ({
      email: `${mark}.${from + at}@example.com`,
      fullName: `${mark} ${from + at}`,
    }));
    await graphql(
      'mutation ($input: [UpsertRecipientInput!]!) { upsertRecipients(input: $input) { __typename } }',
      {
        input,
      },
    );
  }
}

const bulk = (page: Page) => page.getByRole('region', { name: 'Selected rows' });

async function selectAll(page: Page, hand: Hand, mark: string, count: string) {
  await visit(page, `/recipients/?q=${mark}`);
  await hand.press(page.getByRole('checkbox', { name: 'Select all on this page' }));
  await hand.press(bulk(page).getByRole('button', { name: `Select all ${count}` }));
}

inEachWay(() => {
  test('all who match a filter are changed, seen to change, and changed back', async ({
    anna: page,
    graphql,
    hand,
  }) => {
    const { mark } = hand;
    const club = `club of ${mark}`;
    await people(graphql, mark, 120);
    await selectAll(page, hand, mark, '120');
    expect(await faults(page), 'what can be done').toEqual([]);
    await hand.press(bulk(page).getByRole('button', { name: 'Attribute' }));
    const dialog = page.getByRole('alertdialog');
    await hand.write(dialog.getByRole('combobox', { name: 'Attribute' }), club);
    await hand.write(dialog.getByRole('textbox', { name: 'Value' }), 'Yes');
    expect(await faults(page), 'the attribute').toEqual([]);
    await hand.press(dialog.getByRole('button', { name: 'Change' }));
    await expect(page.getByText('120 recipients changed')).toBeVisible({ timeout: 30_000 });
    expect(await faults(page), 'the end of it').toEqual([]);
    const filter = encodeURIComponent(
      JSON.stringify({ attributeConditions: [{ name: club, equals: 'Yes' }] }),
    );
    await visit(page, `/recipients/?q=${mark}&where=${filter}`);
    await expect(page.getByText(/of 120/)).toBeVisible();

    await hand.press(page.getByRole('button', { name: 'History' }));
    const history = page.getByRole('dialog', { name: 'Changes of many recipients' });
    const change = history.getByRole('listitem').filter({ hasText: `Set “${club}”` });
    await expect(change).toBeVisible();
    expect(await faults(page), 'the history').toEqual([]);
    await hand.press(change.getByRole('button', { name: 'Undo' }));
    await expect(change.getByText('120 recipients changed back.')).toBeVisible({ timeout: 30_000 });
    await hand.press(history.getByRole('button', { name: 'Close' }));
    await expect(page.getByText('No results')).toBeVisible();
  });

  test('a deletion of many is taken back', async ({ anna: page, graphql, hand }) => {
    const { mark } = hand;
    const other = `${mark}-gone`;
    await people(graphql, other, 60);
    await selectAll(page, hand, other, '60');
    await hand.press(bulk(page).getByRole('button', { name: 'Delete' }));
    await hand.press(page.getByRole('alertdialog').getByRole('button', { name: 'Delete 60 recipients' }));
    await expect(page.getByText('60 recipients changed')).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText('No results')).toBeVisible();
    await hand.press(page.getByRole('button', { name: 'Undo' }));
    await expect(page.getByText('60 recipients changed back.')).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole('row', { name: new RegExp(`${other} `) }).first()).toBeVisible();
  });
});

test('a long change is stopped on its way: some are changed, and all can be changed back', async ({
  anna: page,
  graphql,
  hand,
}) => {
  test.setTimeout(120_000);
  await people(graphql, 'many', 20_000);
  await visit(page, '/recipients/?q=many');
  await hand.press(page.getByRole('checkbox', { name: 'Select all on this page' }));
  await hand.press(bulk(page).getByRole('button', { name: /^Select all/ }));
  await hand.press(bulk(page).getByRole('button', { name: 'Status' }));
  await hand.press(page.getByRole('alertdialog').getByRole('button', { name: 'Change' }));
  // It may be done before anybody could stop it: then there is nothing to stop, and it has to be undone.
  const stop = page
    .getByRole('main')
    .getByRole('button', { name: 'Cancel' })
    .or(page.getByRole('button', { name: 'Undo' }));
  const outcome = page.getByText(/Stopped|changed back|Changing back/).first();
  await expect(async () => {
    if (!(await outcome.isVisible())) await stop.first().click({ timeout: 1000 });
    await expect(outcome).toBeVisible();
  }).toPass({ timeout: 90_000 });
});

test('by keyboard alone some are selected and put on a list', async ({ anna: page, graphql }) => {
  await people(graphql, 'keys', 3);
  await visit(page, '/recipients/?q=keys');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(bulk(page)).toContainText('2 selected');
  await bulk(page).getByRole('button', { name: 'Add to list' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alertdialog').getByRole('combobox', { name: 'Lists' })).toBeFocused();
  await page.keyboard.type('Chosen by keys');
  await expect(page.getByRole('option', { name: 'Create “Chosen by keys”' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Chosen: Lists' })).toContainText('Chosen by keys');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('2 recipients changed')).toBeVisible({ timeout: 30_000 });
});

test('one recipient is deleted without a question, and comes back', async ({ anna: page, graphql, hand }) => {
  await people(graphql, 'single', 1);
  await visit(page, '/recipients/?q=single');
  const row = page.getByRole('row', { name: /single/ }).last();
  await hand.press(row.getByRole('button').last());
  await hand.press(page.getByRole('menuitem', { name: 'Delete' }));
  await expect(page.getByText('No results')).toBeVisible({ timeout: 30_000 });
  await hand.press(page.getByRole('button', { name: 'Undo' }));
  await expect(row).toBeVisible({ timeout: 30_000 });
});
