import { faults } from './faults.ts';
import { launchTo, listOf, mailingOf, messageOf } from './graphql.ts';
import { inEachWay, test } from './hands/in-each-way.ts';
import { confirmLaunch, expect, visit } from './journey.ts';

test.use({ isPicky: true });

inEachWay(() => {
  test('who failed is found by the reason, and sent to again once they can be', async ({
    anna: page,
    graphql,
    hand,
  }) => {
    const { mark } = hand;
    const refused = `refused.${mark}@example.com`;
    const emails = ['a', 'b', 'c'].map((name) => `${name}.${mark}@example.com`);
    const listId = await listOf(graphql, `Everybody of ${mark}`, [...emails, refused]);
    const { mailingId } = await launchTo(graphql, listId, `News for ${mark}`);
    await visit(page, `/mailings/${mailingId}/`);
    const main = page.getByRole('main');
    await expect(main.getByText('75.0% delivered')).toBeVisible({ timeout: 30_000 });
    await expect(main.getByText('3 of 4 sent')).toBeVisible();
    await expect(main.getByRole('img', { name: '100%, 3 sent, 1 failed' }).first()).toBeVisible();

    const reasons = main.getByRole('region', { name: 'Why not everybody' });
    await expect(reasons.getByRole('listitem')).toContainText(/1\s*550 5\.1\.1/);
    await hand.press(main.getByRole('link', { name: /^The mailbox does not exist/ }));
    const row = main.getByRole('row', { name: refused });
    await expect(row).toContainText('550 5.1.1 Nobody here has that name');
    await expect(main.getByRole('row')).toHaveCount(2);
    await hand.press(row.getByRole('button', { name: refused }));
    const story = page.getByRole('dialog', { name: refused });
    await expect(story.getByText('550 5.1.1 Nobody here has that name')).toBeVisible();
    await hand.press(story.getByRole('button', { name: 'Close' }));
    await expect(story).toBeHidden();

    // Whoever has no mailbox is suppressed by now, so there is nobody to send to again.
    const again = main.getByRole('button', { name: /^Resend to/ });
    await expect(again).toBeHidden();
    await hand.press(main.getByRole('link', { name: 'Overview' }));
    await hand.press(main.getByRole('link', { name: '1 of them gets no more mail' }));
    await hand.press(page.getByRole('button', { name: `Actions for ${refused}` }));
    await hand.press(page.getByRole('menuitem', { name: 'Allow email again' }));
    const lift = page.getByRole('dialog', { name: `Allow email to ${refused} again?` });
    await hand.write(lift.getByRole('textbox', { name: 'Reason' }), 'Asked to');
    await hand.press(lift.getByRole('button', { name: 'Allow email again' }));
    await expect(lift).toBeHidden();

    await visit(page, `/mailings/${mailingId}/`);
    await hand.press(main.getByRole('button', { name: 'No such mailbox: 1' }));
    const bounced = page.getByRole('dialog', { name: 'No such mailbox' });
    await expect(bounced.getByRole('link', { name: refused })).toBeVisible();
    expect(await faults(page), 'whose mailboxes do not exist').toEqual([]);
    await hand.press(bounced.getByRole('button', { name: 'Close' }));
    await expect(bounced).toBeHidden();
    await hand.press(again);
    await confirmLaunch(page, hand, 'Send to 1 recipient');
    await expect(page.getByRole('alertdialog')).toBeHidden();
    await expect(main.getByText('0 of 1 sent').or(main.getByText('0.0% delivered')).first()).toBeVisible({
      timeout: 30_000,
    });
  });

  test('who was added to a list after a mailing is sent the rest of it', async ({
    anna: page,
    graphql,
    hand,
  }) => {
    const { mark } = hand;
    const listId = await listOf(graphql, `Late of ${mark}`, [`early.${mark}@example.com`]);
    const { mailingId } = await launchTo(graphql, listId, `For the late of ${mark}`);
    await visit(page, `/mailings/${mailingId}/`);
    const main = page.getByRole('main');
    await expect(main.getByText('1 of 1 sent')).toBeVisible({ timeout: 30_000 });
    const add = 'mutation ($input: CreateRecipientInput!) { createRecipient(input: $input) { id } }';
    await graphql(add, { input: { email: `late.${mark}@example.com`, listIds: [listId] } });
    await page.reload();
    await hand.press(main.getByRole('button', { name: 'More actions' }));
    await hand.press(page.getByRole('menuitem', { name: /^Send to the rest/ }));
    await confirmLaunch(page, hand, 'Send to 1 recipient');
    await expect(main.getByRole('row', { name: /#2/ })).toContainText('Completed', { timeout: 30_000 });
  });
});

test('a launch elsewhere is noticed on an open page', async ({ anna: page, graphql }) => {
  const listId = await listOf(graphql, 'Elsewhere', ['elsewhere@example.com']);
  const messageId = await messageOf(graphql, 'From elsewhere');
  const mailingId = await mailingOf(graphql, { messageId, listIds: [listId] });
  await visit(page, `/mailings/${mailingId}/`);
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeVisible();
  await graphql('mutation ($input: LaunchSendInput!) { launchSend(input: $input) { id } }', {
    input: { mailingId: mailingId },
  });
  await expect(page.getByText('1 of 1 sent')).toBeVisible({ timeout: 30_000 });
});

test('the reasons add up to the failures when a run has ended before one’s eyes', async ({
  anna: page,
  graphql,
}) => {
  const people = Array.from(
    { length: 18 },
    (_, at) => `${at % 3 === 0 ? 'refused.' : ''}sum.${at}@example.com`,
  );
  const listId = await listOf(graphql, 'Sums', people);
  const { mailingId } = await launchTo(graphql, listId, 'One and one');
  await visit(page, `/mailings/${mailingId}/`);
  const main = page.getByRole('main');
  await expect(main.getByText('12 of 18 sent')).toBeVisible({ timeout: 30_000 });
  const reasons = main.getByRole('region', { name: 'Why not everybody' });
  await expect(reasons.getByRole('listitem')).toContainText(/6\s*550 5\.1\.1/);
});

test('whether the mail servers are encrypted is told on the page of senders', async ({ anna: page }) => {
  await visit(page, '/senders/');
  const servers = page.getByRole('region', { name: 'Encryption of the mail servers' });
  await expect(servers.getByRole('row', { name: /127\.0\.0\.1:\d+/ })).toContainText('On this machine');
});
