import { launchTo, listOf, messageOf } from './graphql.ts';
import { expect, test, visit } from './journey.ts';

test.use({ isPicky: true });

test('a run from a list: progress without a reload, a refused person, numbers that add up', async ({
  anna: page,
  graphql,
}) => {
  const people = Array.from({ length: 24 }, (_, at) => `reader.${at}@example.com`);
  await listOf(graphql, 'Everybody', [...people, 'refused@example.com']);
  await messageOf(graphql, 'News for everybody');

  await visit(page, '/mailings/create/');
  await page.getByRole('combobox', { name: 'Message' }).fill('News');
  await page.getByRole('option', { name: /News for everybody/ }).click();
  await page.getByRole('combobox', { name: 'Lists' }).fill('Every');
  await page.getByRole('option', { name: /Everybody/ }).click();
  await expect(page.getByText('recipients', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Create mailing' }).click();

  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Send to 25 recipients' }).click();
  const main = page.getByRole('main');
  await expect(main.getByText('0 of 25 sent')).toBeVisible();
  // Neither none nor all: pushed while it is in progress.
  await expect(main.getByText(/^([1-9]|1\d|2[0-3]) of 25 sent$/)).toBeVisible({ timeout: 30_000 });
  await main.getByRole('button', { name: 'Pause' }).click();
  await expect(main.getByText('Paused manually')).toBeVisible();
  await main.getByRole('button', { name: 'Resume' }).click();
  await expect(main.getByText('24 of 25 sent')).toBeVisible({ timeout: 30_000 });
  await expect(main.getByText('96.0% delivered')).toBeVisible();
  await expect(main.getByRole('img', { name: '100%, 24 sent, 1 failed' }).first()).toBeVisible();

  await main.getByRole('region', { name: 'Run #1' }).getByRole('link', { name: 'Failed: 1' }).click();
  const refused = main.getByRole('row', { name: /refused@example\.com/ });
  await expect(refused).toContainText('550 5.1.1 Nobody here has that name');
  await expect(main.getByRole('row')).toHaveCount(2);

  // Whoever has no mailbox is suppressed by now, so there is nobody to send to again.
  const again = main.getByRole('button', { name: /^Resend to/ });
  await expect(main.getByRole('link', { name: '1 of them gets no more mail' })).toBeVisible();
  await expect(again).toBeHidden();
  await main.getByRole('link', { name: 'Overview' }).click();
  await expect(main.getByRole('row', { name: /#1/ })).toContainText('Completed with failures');
  const mailing = new URL(page.url()).pathname;

  await visit(page, '/recipients?status=BOUNCED');
  await expect(page.getByRole('row', { name: /refused@example\.com/ })).toBeVisible();
  await visit(page, '/attempts?status=FAILURE');
  await page
    .getByRole('row', { name: /refused@example\.com/ })
    .getByRole('button')
    .first()
    .click();
  await expect(page.getByRole('dialog').getByText('550 5.1.1 Nobody here has that name')).toBeVisible();

  // Allowed again, they can be sent to again.
  const { suppressions } = await graphql<{ suppressions: { nodes: [{ id: string }] } }>(
    '{ suppressions(first: 1) { nodes { id } } }',
  );
  await graphql(
    'mutation ($id: ID!) { liftSuppression(id: $id, reason: "Asked to") { id } }',
    suppressions.nodes[0],
  );
  await visit(page, mailing);
  await again.click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog.getByRole('button', { name: 'Send to 1 recipient' })).toBeEnabled();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
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
