import { faults } from './faults.ts';
import { listOf, messageOf } from './graphql.ts';
import { expect, test, visit } from './journey.ts';

const CREATE = 'mutation ($input: CreateMailingInput!) { mailing: createMailing(input: $input) { id } }';

test('the home page says what comes next and what waits for a person, and leads there', async ({
  anna: page,
  graphql,
}) => {
  const messageId = await messageOf(graphql, 'Hello from home');
  const listIds = [await listOf(graphql, 'Readers at home', ['home@example.com'])];
  const startAt = new Date(Date.now() + 2 * 86_400_000).toISOString();
  const repetition = { every: 3, unit: 'DAY' };
  const { mailing } = await graphql(CREATE, {
    input: { name: 'To come', messageId, listIds, startAt, repetition },
  });
  await graphql(CREATE, { input: { name: 'To nobody', messageId, startAt } });

  await visit(page, '/');
  const totals = page.getByRole('list', { name: 'Totals' });
  await expect(totals.getByRole('link', { name: /^Mailings/ })).toContainText(/\+\d+ in 30 days/);
  await expect(totals.getByRole('link', { name: /^Active mailings/ })).toContainText('Scheduled: 2');
  const next = page.getByRole('region', { name: 'Next up' });
  await expect(next.getByRole('listitem').filter({ hasText: 'To come' })).toContainText('Every 3 days');
  const attention = page.getByRole('region', { name: 'Needs attention' });
  await expect(attention.getByRole('listitem')).toHaveCount(1);
  expect(await faults(page), 'the home page').toEqual([]);
  await attention.getByRole('link', { name: 'Nobody to send to' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Edit To nobody' })).toBeVisible();

  await visit(page, '/mailings/');
  const tabs = page.getByRole('navigation', { name: 'Mailings by status' });
  await tabs.getByRole('link', { name: 'Needs attention 1' }).click();
  await expect(page.getByRole('row', { name: /To nobody/ })).toContainText('Nobody to send to');
  await expect(page.getByRole('row', { name: /To come/ })).toHaveCount(0);
  await tabs.getByRole('link', { name: 'Scheduled 2' }).click();
  await expect(page.getByRole('row', { name: /To come/ })).toContainText('Scheduled');
  await graphql('mutation ($id: ID!) { disarmMailing(id: $id) { id } }', { id: mailing!.id });
});

test('a mailing repeats at a step that nobody had to prepare', async ({ anna: page, graphql }) => {
  await messageOf(graphql, 'Every now and then');
  await visit(page, '/mailings/create/');
  await page.getByRole('combobox', { name: 'Message' }).fill('now and then');
  await page.getByRole('option', { name: /Every now and then/ }).click();
  await page.getByText('On a schedule').click();
  await page.getByRole('button', { name: 'Tomorrow 9:00' }).click();
  await page.getByRole('combobox', { name: 'Repeat' }).selectOption({ label: 'Every…' });
  await page.getByRole('spinbutton', { name: 'Every' }).fill('5');
  await page.getByRole('combobox', { name: 'Unit' }).selectOption('DAY');
  const summary = page.getByRole('complementary', { name: 'Summary' });
  await expect(summary.getByText('Next runs')).toBeVisible();
  await expect(summary.getByRole('listitem')).toHaveCount(5);
  expect(await faults(page), 'the form').toEqual([]);
  await page.getByRole('button', { name: 'Create mailing' }).click();
  await expect(page.getByText('Every 5 days, from')).toBeVisible();
});

test('the guide to the API stands in the shell', async ({ anna: page }) => {
  await visit(page, '/webhooks/');
  await page.getByRole('link', { name: 'How to check that a call is from Postline' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Guide to the API' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 2, name: 'Webhooks' })).toBeInViewport();
  await expect(page.getByRole('navigation', { name: 'Main navigation' })).toBeVisible();
});
