import { listOf, messageOf } from './graphql.ts';
import { inEachWay, test } from './hands/in-each-way.ts';
import { confirmLaunch, expect, visit } from './journey.ts';

test.use({ isPicky: true });

inEachWay(() => {
  test('a run is watched without a reload, paused and resumed, and its numbers add up', async ({
    anna: page,
    graphql,
    hand,
  }) => {
    const { mark } = hand;
    const people = Array.from({ length: 17 }, (_, at) => `live.${mark}.${at}@example.com`);
    await listOf(graphql, `Watched by ${mark}`, [...people, `refused.live.${mark}@example.com`]);
    await messageOf(graphql, `News while one looks, ${mark}`);

    await visit(page, '/mailings/create/');
    await hand.pick(
      page.getByRole('combobox', { name: 'Message' }),
      `looks, ${mark}`,
      `News while one looks, ${mark}`,
    );
    await hand.pick(
      page.getByRole('combobox', { name: 'Lists' }),
      `Watched by ${mark}`,
      new RegExp(`^Watched by ${mark}`),
    );
    await expect(page.getByText('recipients', { exact: true })).toBeVisible();
    await hand.press(page.getByRole('button', { name: 'Create mailing' }));

    await hand.press(page.getByRole('button', { name: 'Send', exact: true }));
    await confirmLaunch(page, hand, 'Send to 18 recipients');
    const main = page.getByRole('main');
    await expect(main.getByText('0 of 18 sent')).toBeVisible();
    // Neither none nor all: pushed while it is in progress.
    await expect(main.getByText(/^([1-9]|1[0-6]) of 18 sent$/)).toBeVisible({ timeout: 30_000 });
    await hand.press(main.getByRole('button', { name: 'Pause' }));
    await expect(main.getByText('Paused manually')).toBeVisible();
    await hand.press(main.getByRole('button', { name: 'Resume' }));
    await expect(main.getByText('17 of 18 sent')).toBeVisible({ timeout: 30_000 });
    await expect(main.getByText('94.4% delivered')).toBeVisible();
    await expect(main.getByRole('img', { name: '100%, 17 sent, 1 failed' }).first()).toBeVisible();
    const run = main.getByRole('row', { name: /#1/ });
    await expect(run).toContainText('Completed with failures');
    await hand.press(main.getByRole('region', { name: 'Run #1' }).getByRole('link', { name: 'Failed: 1' }));
    await expect(main.getByRole('row', { name: `refused.live.${mark}@example.com` })).toBeVisible();
    await expect(main.getByRole('row')).toHaveCount(2);
  });
});
