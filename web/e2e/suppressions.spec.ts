import { faults } from './faults.ts';
import { launchTo, listOf } from './graphql.ts';
import { inEachWay, test } from './hands/in-each-way.ts';
import { expect, visit } from './journey.ts';

inEachWay(() => {
  test('an address is suppressed, stays so whoever adds it again, and is allowed mail again with a reason', async ({
    anna: page,
    hand,
  }) => {
    const email = `no.${hand.mark}@example.com`;
    await visit(page, '/suppressions/');
    await hand.press(page.getByRole('button', { name: 'Add addresses' }).first());
    const dialog = page.getByRole('dialog', { name: 'Add to the suppressions' });
    await hand.press(dialog.getByRole('button', { name: 'Add addresses' }));
    await expect(dialog.getByText('Enter at least one address.')).toBeVisible();
    expect(await faults(page), 'the empty dialog').toEqual([]);
    await hand.write(dialog.getByRole('textbox', { name: /^Addresses/ }), `${email}\nnot an@address`);
    await hand.select(dialog.getByRole('combobox', { name: 'Reason' }), 'Complained');
    await hand.press(dialog.getByRole('button', { name: 'Add addresses' }));
    await expect(page.getByText('1 address added')).toBeVisible();
    await expect(page.getByText(/1 is not an address:/)).toBeVisible();
    await expect(page.getByRole('row', { name: email })).toContainText('Complained');
    // The notice is still fading in.
    await expect.poll(() => faults(page), 'the list').toEqual([]);

    await visit(page, '/recipients/?new');
    const add = page.getByRole('dialog', { name: 'Add recipient' });
    await hand.write(add.getByRole('textbox', { name: 'Email' }), email);
    await hand.press(add.getByRole('button', { name: 'Add recipient' }));
    await expect(add).toBeHidden();
    await visit(page, `/recipients/?q=${email}&status=COMPLAINED`);
    await expect(page.getByRole('link', { name: email })).toBeVisible();

    await visit(page, `/suppressions/?q=${email}`);
    await hand.press(page.getByRole('row', { name: email }).getByRole('button'));
    await hand.press(page.getByRole('menuitem', { name: 'Allow email again' }));
    const lift = page.getByRole('dialog', { name: `Allow email to ${email} again?` });
    await hand.press(lift.getByRole('button', { name: 'Allow email again' }));
    await expect(lift.getByText('Enter the reason.')).toBeVisible();
    expect(await faults(page), 'the reason').toEqual([]);
    await hand.write(lift.getByRole('textbox', { name: 'Reason' }), 'Asked for it on the phone');
    await hand.press(lift.getByRole('button', { name: 'Allow email again' }));
    await expect(page.getByText(`${email} can be emailed again`)).toBeVisible();
    await visit(page, `/suppressions/?q=${email}&state=lifted`);
    await expect(page.getByRole('row', { name: email })).toContainText('Asked for it on the phone');
    await visit(page, `/recipients/?q=${email}&status=ACTIVE`);
    await expect(page.getByRole('link', { name: email })).toBeVisible();
  });
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
