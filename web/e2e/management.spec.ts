import { graphqlAs, listOf, mailingOf, messageOf } from './graphql.ts';
import { expect, test, visit } from './journey.ts';
import { accountOf, logIn, somebody } from './people.ts';

test.use({ isPicky: true, expectedErrors: [/401/] });

test('a manager stops a mailing and then its owner, who read why and can do nothing', async ({
  graphql,
  page,
  browser,
}) => {
  await accountOf(graphql, { email: 'olga@example.com', fullName: 'Olga Petrova', group: 'Users' });
  await accountOf(graphql, { email: 'max@example.com', fullName: 'Max Weber', group: 'Managers' });
  // So slow that it is still under way whenever the manager comes.
  await graphql(
    'mutation ($input: SetSendingLimitsInput!) { setSendingLimits(input: $input) { connections } }',
    {
      input: { messagesPerSecond: 1, connections: 1 },
    },
  );
  const owner = await somebody(browser);
  await logIn(owner, 'olga@example.com');
  await expect(owner.getByRole('heading', { level: 1, name: /Olga/ })).toBeVisible();
  const olga = graphqlAs(owner);
  const people = Array.from({ length: 60 }, (_, at) => `reader.${at}@example.com`);
  const listId = await listOf(olga, 'Readers', people);
  const messageId = await messageOf(olga, 'Too loud');
  const mailingId = await mailingOf(olga, { messageId, listIds: [listId] });
  await olga('mutation ($input: LaunchSendInput!) { launchSend(input: $input) { id } }', {
    input: { mailingId: mailingId },
  });
  const address = `/mailings/${mailingId}/`;

  await page.context().clearCookies();
  await logIn(page, 'max@example.com');
  await page
    .getByRole('navigation')
    .getByRole('link', { name: /^Mailings/ })
    .click();
  await page.getByRole('combobox', { name: 'Filter by owner' }).fill('olga');
  await page.getByRole('option', { name: /Olga Petrova/ }).click();
  await expect(page.getByText('Owner: Olga Petrova')).toBeVisible();
  await page.getByRole('link', { name: 'Too loud' }).click();
  const main = page.getByRole('main');
  await expect(main.getByText('Owned by Olga Petrova')).toBeVisible();
  for (const name of ['Pause', 'Cancel mailing', 'Edit', 'Send', 'More actions']) {
    await expect(main.getByRole('button', { name, exact: true })).toBeHidden();
  }
  await main.getByRole('button', { name: 'Disable' }).click();
  await page.getByRole('alertdialog').getByRole('textbox', { name: 'Reason' }).fill('People complained.');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disable' }).click();
  await expect(main.getByText(/^Disabled by Max Weber/)).toBeVisible();

  await visit(owner, address);
  await expect(owner.getByText(/^Disabled by Max Weber/)).toBeVisible();
  await expect(owner.getByText('“People complained.”')).toBeVisible();
  const resume = owner.getByRole('button', { name: 'Resume' });
  await expect(resume).toBeDisabled();
  await expect(resume).toHaveAccessibleDescription(/People complained/);

  await page.getByRole('link', { name: 'Owned by Olga Petrova' }).click();
  await page.getByRole('button', { name: 'Block' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Block Olga Petrova?' });
  await expect(dialog.getByText('1 running mailing is paused.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Sends what nobody asked for.');
  await dialog.getByRole('button', { name: 'Block' }).click();
  await expect(page.getByText(/^Blocked since/)).toBeVisible();
  await expect(page.getByText('“Sends what nobody asked for.”')).toBeVisible();

  const question = owner.getByRole('dialog', { name: 'Your session has ended' });
  await question.getByRole('button', { name: 'Use another account' }).click({ timeout: 30_000 });
  await expect(owner).toHaveURL(/\/login\?next=/);
  await logIn(owner, 'olga@example.com');
  await expect(owner.getByText('Wrong email or password.')).toBeVisible();
  await owner.context().close();

  await visit(page, '/users/management/1/');
  await expect(page.getByRole('heading', { level: 1, name: /Administrator/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Block' })).toBeHidden();
});

test('a superuser makes a group, puts somebody into it, and deletes both', async ({
  anna: page,
  graphql,
}) => {
  await accountOf(graphql, { email: 'ines@example.com', fullName: 'Inês Duarte', group: 'Users' });
  await visit(page, '/groups/');
  await page.getByRole('button', { name: 'New group' }).click();
  const form = page.getByRole('dialog', { name: 'New group' });
  await form.getByRole('textbox', { name: 'Name' }).fill('Auditors');
  await form.getByRole('checkbox', { name: 'See all mailings' }).check();
  await form.getByRole('button', { name: 'Create group' }).click();
  await expect(page.getByRole('row', { name: /Auditors/ })).toContainText('see all mailings');

  await visit(page, '/users/management/?q=ines');
  await page.getByRole('link', { name: 'Inês Duarte' }).click();
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('dialog').getByRole('checkbox', { name: 'Auditors' }).check();
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('region', { name: 'Permissions' })).toContainText('See all mailings');

  await page.getByRole('button', { name: 'Delete user' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete user' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Users' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Inês Duarte' })).toBeHidden();

  await visit(page, '/groups/');
  await page.getByRole('button', { name: 'Actions for Auditors' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete group' }).click();
  await expect(page.getByRole('row', { name: /Auditors/ })).toBeHidden();
});
