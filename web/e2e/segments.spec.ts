import { faults } from './faults.ts';
import { messageOf, type GraphQL } from './graphql.ts';
import { inEachWay, test } from './hands/in-each-way.ts';
import { confirmLaunch, expect, type Page, visit } from './journey.ts';

/** Three people, two of whom have the value that is searched for. */
async function people(graphql: GraphQL, mark: string): Promise<void> {
  const input = ['Rome', 'Rome', 'Oslo'].map((city, at) => ({
    email: `${mark}.${at}@example.com`,
    fullName: `${mark} ${at}`,
    attributes: { [`city of ${mark}`]: city },
  }));
  const { upsertRecipients } = await graphql<{ upsertRecipients: { createdCount: number } }>(
    'mutation ($input: [UpsertRecipientInput!]!) { upsertRecipients(input: $input) { createdCount } }',
    { input },
  );
  expect(upsertRecipients.createdCount, 'people whom no other journey made').toBe(3);
}

/** The page's first query with this name fails, as that of a server that is too busy does. */
async function failOnce(page: Page, name: string): Promise<void> {
  let isOver = false;
  await page.route('**/graphql', async (route) => {
    if (isOver || !route.request().postData()?.includes(`query ${name}`)) return route.fallback();
    isOver = true;
    await route.fulfill({
      json: { data: null, errors: [{ message: 'Too busy.', extensions: { code: 'INTERNAL_SERVER_ERROR' } }] },
    });
  });
}

const row = (page: Page, number: number) => page.getByRole('group', { name: `Condition ${number}` });

inEachWay(() => {
  test('a segment is made of conditions, chosen for a mailing and sent to', async ({
    anna: page,
    graphql,
    hand,
  }) => {
    const mark = `segment-${hand.mark}`;
    test.setTimeout(90_000);
    await people(graphql, mark);
    await messageOf(graphql, `For the segment ${mark}`);
    // The names of attributes cannot be had at first.
    await failOnce(page, 'AttributeNames');
    await visit(page, '/segments/create/');
    await hand.press(page.getByRole('button', { name: 'Save segment' }));
    await expect(page.getByText('A segment needs a name.')).toBeVisible();
    await expect(page.getByText('Enter the attribute.')).toBeVisible();
    expect(await faults(page), 'a form with faults').toEqual([]);

    await hand.write(page.getByRole('textbox', { name: 'Name', exact: true }), `Romans ${mark}`);
    // The names of existing attributes are offered.
    await hand.pick(
      row(page, 1).getByRole('combobox', { name: 'Attribute name' }),
      `of ${mark}`,
      `city of ${mark}`,
    );
    await hand.write(row(page, 1).getByRole('textbox', { name: 'Value' }), 'Rome');
    await expect(page.getByText('2 recipients match now')).toBeVisible();
    await hand.press(page.getByRole('button', { name: 'Add condition' }));
    await hand.select(row(page, 2).getByRole('combobox', { name: 'What' }), 'Name or email');
    await hand.write(row(page, 2).getByRole('textbox', { name: 'Value' }), `${mark}.1@`);
    await expect(page.getByText('1 recipient matches now')).toBeVisible();
    await hand.press(row(page, 2).getByRole('button', { name: /^Remove condition/ }));
    await expect(page.getByText('2 recipients match now')).toBeVisible();
    expect(await faults(page), 'the conditions').toEqual([]);
    await hand.press(page.getByRole('button', { name: 'Save segment' }));
    await expect(page.getByRole('heading', { level: 1, name: `Romans ${mark}` })).toBeVisible();
    await expect(page.getByText('In no mailing yet')).toBeVisible();

    await hand.press(page.getByRole('link', { name: 'Create a mailing with it' }));
    await expect(page.getByRole('list', { name: 'Chosen: Segments' })).toContainText(`Romans ${mark}`);
    await expect(page.getByText('recipients', { exact: true })).toBeVisible();
    await hand.pick(
      page.getByRole('combobox', { name: 'Message' }),
      `the segment ${mark}`,
      `For the segment ${mark}`,
    );
    await hand.press(page.getByRole('button', { name: 'Create mailing' }));
    await expect(page.getByRole('link', { name: `Romans ${mark}` })).toBeVisible();
    await hand.press(page.getByRole('button', { name: 'Send', exact: true }));
    await confirmLaunch(page, hand, 'Send to 2 recipients');
    await expect(page.getByText('2 of 2 sent')).toBeVisible({ timeout: 40_000 });

    await hand.press(page.getByRole('link', { name: `Romans ${mark}` }));
    await expect(page.getByRole('heading', { name: 'Used in mailings' })).toBeVisible();
    await hand.press(page.getByRole('button', { name: 'More actions' }));
    await hand.press(page.getByRole('menuitem', { name: 'Delete segment' }));
    await expect(page.getByRole('dialog').getByText('1 mailing uses this segment')).toBeVisible();
    expect(await faults(page), 'a segment in use').toEqual([]);
  });

  test('each filter of recipients is a chip that is changed and taken off, and a segment is saved of them', async ({
    anna: page,
    graphql,
    hand,
  }) => {
    const { mark } = hand;
    const other = `${mark}-chips`;
    await people(graphql, other);
    await visit(page, `/recipients/?q=${other}`);
    await hand.unfoldFilters(page);
    await hand.press(page.getByRole('button', { name: 'Filter', exact: true }));
    const dialog = page.getByRole('dialog', { name: 'Filter recipients' });
    await hand.write(dialog.getByRole('combobox', { name: 'Attribute name' }), `city of ${other}`);
    await hand.write(dialog.getByRole('textbox', { name: 'Value' }), 'Oslo');
    await expect(dialog.getByText('1 recipient matches now')).toBeVisible();
    expect(await faults(page), 'the filters').toEqual([]);
    await hand.press(dialog.getByRole('button', { name: 'Apply' }));
    const chips = page.getByRole('list', { name: 'Active filters' });
    await hand.press(chips.getByRole('button', { name: `city of ${other}: is Oslo` }));
    await hand.write(dialog.getByRole('textbox', { name: 'Value' }), 'Rome');
    await hand.press(dialog.getByRole('button', { name: 'Apply' }));
    await expect(page.getByRole('link', { name: `${other} 1` })).toBeVisible();
    await expect(page.getByRole('link', { name: `${other} 2` })).toBeHidden();
    await page.reload();
    await expect(chips).toContainText(`city of ${other}: is Rome`);
    expect(await faults(page), 'the chips').toEqual([]);

    await hand.press(chips.getByRole('button', { name: 'Save as segment' }));
    await hand.write(page.getByRole('dialog').getByRole('textbox', { name: 'Name' }), `Saved ${other}`);
    await hand.press(page.getByRole('dialog').getByRole('button', { name: 'Save segment' }));
    await hand.press(chips.getByRole('link', { name: /^remove this filter/ }).first());
    await expect(page.getByRole('link', { name: `${other} 2` })).toBeVisible();
    await visit(page, '/segments/');
    await hand.press(page.getByRole('link', { name: `Saved ${other}` }));
    await expect(row(page, 1).getByRole('textbox', { name: 'Value' })).toHaveValue('Rome');
    await hand.press(page.getByRole('button', { name: 'More actions' }));
    await hand.press(page.getByRole('menuitem', { name: 'Delete segment' }));
    await expect(page.getByRole('heading', { level: 1, name: 'Segments' })).toBeVisible();
    await expect(page.getByRole('link', { name: `Saved ${other}` })).toBeHidden();
    await hand.press(page.getByRole('button', { name: 'Undo' }));
    await expect(page.getByRole('link', { name: `Saved ${other}` })).toBeVisible();
  });
});

test('by keyboard alone a segment is made and renamed', async ({ anna: page, graphql }) => {
  await people(graphql, 'alone');
  await visit(page, '/segments/');
  await page.keyboard.press('n');
  await expect(page.getByRole('heading', { level: 1, name: 'New segment' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();
  await page.keyboard.type('By keys');
  for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('Tab');
  await expect(row(page, 1).getByRole('combobox', { name: 'Attribute name' })).toBeFocused();
  await page.keyboard.type('city of al');
  await expect(page.getByRole('option', { name: 'city of alone', exact: true })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Oslo');
  await expect(page.getByText('1 recipient matches now')).toBeVisible();
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('heading', { level: 1, name: 'By keys' })).toBeVisible();
  await page.getByRole('textbox', { name: 'Name', exact: true }).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('By other keys');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'By other keys' })).toBeVisible();
});

test('a condition that is not filled in yet can be of any kind', async ({ anna: page }) => {
  await visit(page, '/segments/create/');
  const what = row(page, 1).getByRole('combobox', { name: 'What' });
  const how = row(page, 1).getByRole('combobox', { name: 'How' });
  for (const subject of await what.getByRole('option').allTextContents()) {
    await what.selectOption(subject);
    if (await how.isHidden()) continue;
    for (const operator of await how.getByRole('option').allTextContents()) {
      await how.selectOption(operator);
      await expect(page.getByRole('button', { name: `Remove condition: ${subject}` })).toBeVisible();
    }
  }
});
