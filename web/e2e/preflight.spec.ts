import { listOf, mailingOf, messageOf, type GraphQL } from './graphql.ts';
import type { Hand } from './hands/hand.ts';
import { inEachWay, test } from './hands/in-each-way.ts';
import { expect, visit, type Page } from './journey.ts';

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
  const mailingId = await mailingOf(graphql, {
    name,
    messageId,
    listIds: [listId],
    ...(senderId && { senderId }),
  });
  await visit(page, `/mailings/${mailingId}/`);
}

/** Opens the dialog of the launch. */
async function open(page: Page, hand: Hand) {
  const send = page.getByRole('main').getByRole('button', { name: 'Send', exact: true });
  await hand.press(send);
  const dialog = page.getByRole('alertdialog');
  const confirm = dialog.getByRole('button', { name: 'Send to 2 recipients' });
  await expect(confirm).toBeFocused();
  return { send, dialog, confirm };
}

inEachWay(() => {
  test('what receivers could object to is told before a launch, by person, and prevents nothing', async ({
    anna: page,
    graphql,
    hand,
  }) => {
    const name = `doubtful-${hand.mark}`;
    await mailing(page, graphql, name, { body: '<p>News from {{ recipient.attributes.city }}</p>' });
    const { send, dialog } = await open(page, hand);
    await expect(dialog.getByText('Check before you send')).toBeVisible();
    await expect(dialog.getByText('The email shows no unsubscribe link')).toBeVisible();
    const person = dialog.getByRole('link', { name: `${name}-1@example.com` });
    await expect(person).toBeHidden();
    await hand.press(dialog.locator('summary').filter({ hasText: '2 emails have a gap' }));
    await expect(person).toBeVisible();
    await expect(dialog.getByText('No value for recipient.attributes.city.').first()).toBeVisible();

    await hand.press(dialog.getByRole('button', { name: 'Cancel' }));
    await expect(dialog).toBeHidden();
    await expect(send).toBeFocused();
    await hand.press((await open(page, hand)).confirm);
    await expect(page.getByText('Nothing has been sent yet')).toBeVisible();
    await hand.press(page.getByRole('main').getByRole('button', { name: 'Undo' }).first());
    await expect(page.getByText('Undone. Nothing was sent.')).toBeVisible();
  });

  test('what prevents a launch is told in its dialog, and the launch is refused with the same words', async ({
    anna: page,
    graphql,
    hand,
  }) => {
    const { sender } = await graphql(SENDER, { input: { name: 'Shop', address: 'shop@unverified.example' } });
    await mailing(page, graphql, `blocked-${hand.mark}`, { senderId: sender!.id });
    const { send, dialog, confirm } = await open(page, hand);
    const reason = 'Mails cannot be sent from shop@unverified.example';
    await expect(dialog.getByRole('status').filter({ hasText: 'Cannot be sent yet' })).toContainText(reason);
    await hand.press(confirm);
    await expect(dialog).toBeHidden();
    await expect(page.getByText('The mailing was not sent')).toBeVisible();
    await expect(send).toBeVisible();
    await expect(page.getByText('Nothing has been sent yet')).toBeHidden();
    // Other journeys begin without senders.
    await graphql('mutation ($id: ID!) { deleteSenderIdentity(id: $id) }', { id: sender!.id });
  });
});
