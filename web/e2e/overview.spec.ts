import { faults } from './faults.ts';
import { listOf, mailingOf, messageOf } from './graphql.ts';
import { inEachWay, test } from './hands/in-each-way.ts';
import { expect, visit } from './journey.ts';

/** Journeys count what is scheduled. */
const DISARM = 'mutation ($id: ID!) { disarmMailing(id: $id) { id } }';

inEachWay(() => {
  test('the home page says what comes next and what waits for a person, and leads there', async ({
    anna: page,
    graphql,
    hand,
  }) => {
    const { mark } = hand;
    const messageId = await messageOf(graphql, 'Hello from home');
    const listIds = [await listOf(graphql, `Readers at home, ${mark}`, [`home.${mark}@example.com`])];
    const startAt = new Date(Date.now() + 2 * 86_400_000).toISOString();
    const repetition = { every: 3, unit: 'DAY' };
    const toCome = await mailingOf(graphql, {
      name: `To come, ${mark}`,
      messageId,
      listIds,
      startAt,
      repetition,
    });
    const toNobody = await mailingOf(graphql, { name: `To nobody, ${mark}`, messageId, startAt });

    await visit(page, '/');
    const totals = page.getByRole('list', { name: 'Totals' });
    await expect(totals.getByRole('link', { name: /^Mailings/ })).toContainText(/\+\d+ in 30 days/);
    await expect(totals.getByRole('link', { name: /^Active mailings/ })).toContainText('Scheduled: 2');
    const next = page.getByRole('region', { name: 'Next up' });
    const coming = next.getByRole('listitem').filter({ hasText: `To come, ${mark}` });
    await expect(coming).toContainText('Every 3 days');
    const attention = page.getByRole('region', { name: 'Needs attention' });
    await expect(attention.getByRole('listitem')).toHaveCount(1);
    expect(await faults(page), 'the home page').toEqual([]);
    await hand.press(attention.getByRole('link', { name: 'Nobody to send to' }));
    await expect(page.getByRole('heading', { level: 1, name: `Edit To nobody, ${mark}` })).toBeVisible();

    await hand.go(page, 'Mailings');
    const tabs = page.getByRole('navigation', { name: 'Mailings by status' });
    await hand.press(tabs.getByRole('link', { name: 'Needs attention 1' }));
    await expect(page.getByRole('row', { name: `To nobody, ${mark}` })).toContainText('Nobody to send to');
    await expect(page.getByRole('row', { name: /To come/ })).toHaveCount(0);
    await hand.press(tabs.getByRole('link', { name: 'Scheduled 2' }));
    await expect(page.getByRole('row', { name: `To come, ${mark}` })).toContainText('Scheduled');
    for (const id of [toCome, toNobody]) await graphql(DISARM, { id });
  });
});

test('the guide to the API stands in the shell', async ({ anna: page }) => {
  await visit(page, '/webhooks/');
  await page.getByRole('link', { name: 'How to check that a call is from Postline' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Guide to the API' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 2, name: 'Webhooks' })).toBeInViewport();
  await expect(page.getByRole('navigation', { name: 'Main navigation' })).toBeVisible();
});
