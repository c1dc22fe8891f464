import { faults } from './faults.ts';
import { launchTo, listOf } from './graphql.ts';
import { expect, test, visit } from './journey.ts';

const devices = {
  'on a desk': { viewport: { width: 1280, height: 800 } },
  'on a phone': { viewport: { width: 390, height: 844 }, hasTouch: true },
};

for (const [where, device] of Object.entries(devices)) {
  test.describe(where, () => {
    test.use(device);
    const mark = where.replaceAll(' ', '-');
    const email = `no.${mark}@example.com`;

    test('an address is suppressed, stays so whoever adds it again, and is allowed mail again with a reason', async ({
      anna: page,
    }) => {
      await visit(page, '/suppressions/');
      await page.getByRole('button', { name: 'Add addresses' }).first().click();
      const dialog = page.getByRole('dialog', { name: 'Add to the suppressions' });
      await dialog.getByRole('button', { name: 'Add addresses' }).click();
      await expect(dialog.getByText('Enter at least one address.')).toBeVisible();
      expect(await faults(page), 'the empty dialog').toEqual([]);
      await dialog.getByRole('textbox', { name: /^Addresses/ }).fill(`${email}\nnot an@address`);
      await dialog.getByRole('combobox', { name: 'Reason' }).selectOption('Complained');
      await dialog.getByRole('button', { name: 'Add addresses' }).click();
      await expect(page.getByText('1 address added')).toBeVisible();
      await expect(page.getByText(/1 is not an address:/)).toBeVisible();
      await expect(page.getByRole('row', { name: email })).toContainText('Complained');
      // The notice is still fading in.
      await expect.poll(() => faults(page), 'the list').toEqual([]);

      await visit(page, '/recipients/?new');
      const add = page.getByRole('dialog', { name: 'Add recipient' });
      await add.getByRole('textbox', { name: 'Email' }).fill(email);
      await add.getByRole('button', { name: 'Add recipient' }).click();
      await expect(add).toBeHidden();
      await visit(page, `/recipients/?q=${email}&status=COMPLAINED`);
      await expect(page.getByRole('link', { name: email })).toBeVisible();

      await visit(page, `/suppressions/?q=${email}`);
      await page.getByRole('row', { name: email }).getByRole('button').click();
      await page.getByRole('menuitem', { name: 'Allow email again' }).click();
      const lift = page.getByRole('dialog', { name: `Allow email to ${email} again?` });
      await lift.getByRole('button', { name: 'Allow email again' }).click();
      await expect(lift.getByText('Enter the reason.')).toBeVisible();
      expect(await faults(page), 'the reason').toEqual([]);
      await lift.getByRole('textbox', { name: 'Reason' }).fill('Asked for it on the phone');
      await lift.getByRole('button', { name: 'Allow email again' }).click();
      await expect(page.getByText(`${email} can be emailed again`)).toBeVisible();
      await visit(page, `/suppressions/?q=${email}&state=lifted`);
      await expect(page.getByRole('row', { name: email })).toContainText('Asked for it on the phone');
      await visit(page, `/recipients/?q=${email}&status=ACTIVE`);
      await expect(page.getByRole('link', { name: email })).toBeVisible();
    });
  });
}

test('by keyboard alone an address is suppressed and allowed again', async ({ anna: page }) => {
  await visit(page, '/suppressions/');
  await page.getByRole('button', { name: 'Add addresses' }).first().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: /^Addresses/ })).toBeFocused();
  await page.keyboard.type('keys@example.com');
  for (let presses = 0; presses < 4; presses += 1) await page.keyboard.press('Tab');
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Add addresses' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 address added')).toBeVisible();
  const menu = page.getByRole('row', { name: 'keys@example.com' }).getByRole('button');
  await menu.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Allow email again' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Reason' })).toBeFocused();
  await page.keyboard.type('A slip');
  await page.keyboard.press('Enter');
  await expect(page.getByText('keys@example.com can be emailed again')).toBeVisible();
});

test('whoever got nothing has the reason beside the name', async ({ anna: page, graphql }) => {
  const suppress =
    'mutation ($input: AddSuppressionsInput!) { addSuppressions(input: $input) { __typename } }';
  await graphql(suppress, { input: { emails: ['left.before@example.com'] } });
  const listId = await listOf(graphql, 'One of two', ['left.before@example.com', 'stays@example.com']);
  const { mailingId, runId } = await launchTo(graphql, listId, 'Not for both');
  await visit(page, `/mailings/${mailingId}/?tab=deliveries&run=${runId}&state=SKIPPED`);
  await page.getByRole('button', { name: 'left.before@example.com' }).click();
  const story = page.getByRole('dialog', { name: 'left.before@example.com' });
  await expect(story.getByText('unsubscribed')).toBeVisible();
  await expect(story.getByText('Nothing was sent to this address')).toBeVisible();
});
