import { faults } from './faults.ts';
import { listOf, mailingOf, messageOf } from './graphql.ts';
import { expect, test, visit } from './journey.ts';
import { accountOf, logIn, somebody } from './people.ts';

test('an armed start is seen, and taken back without touching the mailing', async ({
  anna: page,
  graphql,
}) => {
  const listId = await listOf(graphql, 'Guests of the autumn', ['guest@example.com']);
  const messageId = await messageOf(graphql, 'Come in autumn');
  const startAt = new Date(Date.now() + 3 * 86_400_000).toISOString();
  const mailingId = await mailingOf(graphql, {
    name: 'Autumn invitation',
    messageId,
    listIds: [listId],
    startAt,
  });
  await visit(page, '/starts/');
  const armed = page.getByRole('table', { name: 'Scheduled' });
  await expect(armed.getByRole('row', { name: /Autumn invitation/ })).toBeVisible();
  expect(await faults(page), 'the schedule').toEqual([]);
  await armed.getByRole('button', { name: /Autumn invitation/ }).click();
  await page.getByRole('menuitem', { name: 'Cancel start' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel start' }).click();
  await expect(armed.getByRole('row', { name: /Autumn invitation/ })).toHaveCount(0);
  await visit(page, `/mailings/${mailingId}/`);
  await expect(page.getByRole('heading', { level: 1, name: 'Autumn invitation' })).toBeVisible();
  await graphql('mutation ($id: ID!) { deleteMailing(id: $id) }', { id: mailingId });
});

test("a superuser ends somebody's session, who then has to log in again", async ({
  anna: page,
  graphql,
  browser,
}) => {
  await accountOf(graphql, { email: 'greta@example.com', fullName: 'Greta Lind', group: 'Users' });
  const greta = await somebody(browser);
  await logIn(greta, 'greta@example.com');
  await expect(greta.getByRole('button', { name: /Greta Lind/ })).toBeVisible();

  await visit(page, '/sessions/');
  await expect(page.getByRole('row', { name: /This browser/ })).toHaveCount(1);
  expect(await faults(page), 'the sessions').toEqual([]);
  await page.getByRole('button', { name: /Greta Lind/ }).click();
  await page.getByRole('menuitem', { name: 'End session' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'End session' }).click();
  await expect(page.getByRole('row', { name: /Greta Lind/ })).toHaveCount(0);
  await greta.goto('/messages/');
  await expect(greta).toHaveURL(/\/login/);
});

test('a wrong limit is refused beside its field, and a right one is kept', async ({
  anna: page,
  graphql,
}) => {
  await visit(page, '/settings/');
  const connections = page.getByRole('textbox', { name: 'Connections' });
  const before = await connections.inputValue();
  await connections.fill('0');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(connections).toHaveAttribute('aria-invalid', 'true');
  await expect(connections).toBeFocused();
  expect(await faults(page), 'the settings').toEqual([]);
  await connections.fill('7');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Sending limits saved')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled();
  await page.reload();
  await expect(connections).toHaveValue('7');
  await graphql(
    'mutation ($input: SetSendingLimitsInput!) { setSendingLimits(input: $input) { connections } }',
    {
      input: { connections: Number(before) },
    },
  );
});

test('what is kept of a person is shown before it is erased', async ({ anna: page, graphql }) => {
  // Nobody is erased while a dry run waits for its confirmation.
  const { imports } = await graphql<{ imports: { nodes: { id: string; status: string }[] } }>(
    '{ imports: recipientImports { nodes { id status } } }',
  );
  for (const { id, status } of imports.nodes) {
    if (status === 'CHECKED')
      await graphql('mutation ($id: ID!) { cancelRecipientImport(id: $id) { id } }', { id });
  }
  const input = { email: 'leaving@example.com', fullName: 'Lena Leaving' };
  const { recipient } = await graphql(
    'mutation ($input: CreateRecipientInput!) { recipient: createRecipient(input: $input) { id } }',
    { input },
  );
  await visit(page, `/recipients/${recipient!.id}/`);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Erase permanently' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Erase Lena Leaving permanently?' });
  await expect(dialog.getByText('Deliveries without an address')).toBeVisible();
  await expect.poll(() => faults(page), 'the question').toEqual([]);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('heading', { level: 1, name: 'Lena Leaving' })).toBeVisible();

  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Erase permanently' }).click();
  await dialog.getByRole('button', { name: 'Erase permanently' }).click();
  await expect(page.getByText('The person was erased')).toBeVisible();
  await visit(page, '/recipients/?q=leaving@example.com');
  await expect(page.getByText('leaving@example.com')).toHaveCount(0);
});

test('the deliveries of all mailings are searched, and each leads to its story', async ({ anna: page }) => {
  await visit(page, '/deliveries/?q=nobody.has.this@example.com');
  await expect(page.getByRole('heading', { name: 'No results' })).toBeVisible();
  expect(await faults(page), 'nothing found').toEqual([]);
  await visit(page, '/deliveries/?state=SKIPPED');
  await page.getByRole('combobox', { name: 'Why skipped' }).selectOption({ index: 1 });
  await expect(page).toHaveURL(/skip=/);
  await page.getByRole('combobox', { name: 'Status' }).selectOption('All statuses');
  await expect(page).toHaveURL(/\/deliveries\/$/);
});
