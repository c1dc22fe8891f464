import { listOf, messageOf, type GraphQL } from './graphql.ts';
import { expect, test, visit, type Page } from './journey.ts';

const CREATE = 'mutation ($input: CreateMailingInput!) { mailing: createMailing(input: $input) { id } }';
const SENDER =
  'mutation ($input: CreateSenderIdentityInput!) { sender: createSenderIdentity(input: $input) { id } }';

/** Creates a mailing to two people, and opens its page. */
async function mailing(
  page: Page,
  graphql: GraphQL,
  name: string,
  { body, senderId }: { body?: string; senderId?: string },
) {
  const listId = await listOf(graphql, name, [`${name}-1@example.com`, `${name}-2@example.com`]);
  const messageId = await messageOf(graphql, name, body);
  const { mailing: made } = await graphql(CREATE, {
    input: { name, messageId, listIds: [listId], ...(senderId && { senderId }) },
  });
  await visit(page, `/mailings/${made!.id}/`);
}

/** Opens the dialog of the launch by keyboard. */
async function open(page: Page) {
  const send = page.getByRole('main').getByRole('button', { name: 'Send', exact: true });
  await send.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('alertdialog');
  await expect(dialog.getByRole('button', { name: 'Send to 2 recipients' })).toBeFocused();
  return { send, dialog };
}

test('what receivers could object to is told before a launch, by person and by keyboard, and prevents nothing', async ({
  anna: page,
  graphql,
}) => {
  await mailing(page, graphql, 'doubtful', { body: '<p>News from {{ recipient.attributes.city }}</p>' });
  const { send, dialog } = await open(page);
  await expect(dialog.getByText('Check before you send')).toBeVisible();
  await expect(dialog.getByText('The email shows no unsubscribe link')).toBeVisible();
  const gaps = dialog.getByText('2 emails have a gap');
  const person = dialog.getByRole('link', { name: 'doubtful-1@example.com' });
  await expect(person).toBeHidden();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await expect(gaps).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(person).toBeVisible();
  await expect(dialog.getByText('No value for recipient.attributes.city.').first()).toBeVisible();

  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(send).toBeFocused();
  await open(page);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nothing has been sent yet')).toBeVisible();
  await page.getByRole('main').getByRole('button', { name: 'Undo' }).first().click();
  await expect(page.getByText('Undone. Nothing was sent.')).toBeVisible();
});

test('what prevents a launch is told in its dialog, and the launch is refused with the same words', async ({
  anna: page,
  graphql,
}) => {
  const { sender } = await graphql(SENDER, { input: { name: 'Shop', address: 'shop@unverified.example' } });
  await mailing(page, graphql, 'blocked', { senderId: sender!.id });
  const { send, dialog } = await open(page);
  const reason = 'Mails cannot be sent from shop@unverified.example';
  await expect(dialog.getByRole('status').filter({ hasText: 'Cannot be sent yet' })).toContainText(reason);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByText('The mailing was not sent')).toBeVisible();
  await expect(send).toBeVisible();
  await expect(page.getByText('Nothing has been sent yet')).toBeHidden();
  // Other journeys begin without senders.
  await graphql('mutation ($id: ID!) { deleteSenderIdentity(id: $id) }', { id: sender!.id });
});
