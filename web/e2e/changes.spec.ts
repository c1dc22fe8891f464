import { faults } from './faults.ts';
import type { GraphQL } from './graphql.ts';
import { expect, test, visit, type Page } from './journey.ts';

const devices = {
  'on a desk': { viewport: { width: 1280, height: 800 } },
  'on a phone': { viewport: { width: 390, height: 844 }, hasTouch: true },
};

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

async function selectAll(page: Page, mark: string, count: string) {
  await visit(page, `/recipients/?q=${mark}`);
  await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
  await bulk(page)
    .getByRole('button', { name: `Select all ${count}` })
    .click();
}

for (const [where, device] of Object.entries(devices)) {
  test.describe(where, () => {
    test.use(device);
    const mark = where.replaceAll(' ', '-');

    test('all who match a filter are changed, seen to change, and changed back', async ({
      anna: page,
      graphql,
    }) => {
      await people(graphql, mark, 120);
      await selectAll(page, mark, '120');
      expect(await faults(page), 'what can be done').toEqual([]);
      await bulk(page).getByRole('button', { name: 'Attribute' }).click();
      const dialog = page.getByRole('alertdialog');
      await dialog.getByRole('combobox', { name: 'Attribute' }).fill('club');
      await dialog.getByRole('textbox', { name: 'Value' }).fill('Yes');
      expect(await faults(page), 'the attribute').toEqual([]);
      await dialog.getByRole('button', { name: 'Change' }).click();
      await expect(page.getByText('120 recipients changed')).toBeVisible({ timeout: 30_000 });
      expect(await faults(page), 'the end of it').toEqual([]);
      const where = encodeURIComponent('{"attributeConditions":[{"name":"club","equals":"Yes"}]}');
      await visit(page, `/recipients/?q=${mark}&where=${where}`);
      await expect(page.getByText(/of 120/)).toBeVisible();

      await page.getByRole('button', { name: 'History' }).click();
      const history = page.getByRole('dialog', { name: 'Changes of many recipients' });
      await expect(history.getByText('Set “club”').first()).toBeVisible();
      expect(await faults(page), 'the history').toEqual([]);
      await history.getByRole('button', { name: 'Undo' }).first().click();
      await expect(history.getByText('120 recipients changed back.')).toBeVisible({ timeout: 30_000 });
      await history.getByRole('button', { name: 'Close' }).click();
      await expect(page.getByText('No results')).toBeVisible();
    });

    test('a deletion of many is taken back', async ({ anna: page, graphql }) => {
      const other = `${mark}-gone`;
      await people(graphql, other, 60);
      await selectAll(page, other, '60');
      await bulk(page).getByRole('button', { name: 'Delete' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Delete 60 recipients' }).click();
      await expect(page.getByText('60 recipients changed')).toBeVisible({ timeout: 30_000 });
      await expect(page.getByText('No results')).toBeVisible();
      await page.getByRole('button', { name: 'Undo' }).click();
      await expect(page.getByText('60 recipients changed back.')).toBeVisible({ timeout: 30_000 });
      await expect(page.getByRole('row', { name: new RegExp(`${other} `) }).first()).toBeVisible();
    });
  });
}

test('a long change is stopped on its way: some are changed, and all can be changed back', async ({
  anna: page,
  graphql,
}) => {
  test.setTimeout(120_000);
  await people(graphql, 'many', 20_000);
  await visit(page, '/recipients/?q=many');
  await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
  await bulk(page)
    .getByRole('button', { name: /^Select all/ })
    .click();
  await bulk(page).getByRole('button', { name: 'Status' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Change' }).click();
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

test('one recipient is deleted without a question, and comes back', async ({ anna: page, graphql }) => {
  await people(graphql, 'single', 1);
  await visit(page, '/recipients/?q=single');
  const row = page.getByRole('row', { name: /single/ }).last();
  await row.getByRole('button').last().click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(page.getByText('No results')).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row).toBeVisible({ timeout: 30_000 });
});
