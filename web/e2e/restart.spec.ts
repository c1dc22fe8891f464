import { listOf, mailingOf, messageOf } from './graphql.ts';
import { inEachWay, test } from './hands/in-each-way.ts';
import { expect, visit } from './journey.ts';

test.use({
  isPicky: true,
  expectedErrors: [/ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_INCOMPLETE_CHUNKED|ERR_EMPTY_RESPONSE/],
});

inEachWay(() => {
  test('while the server is away an open page keeps its numbers, and goes on by itself', async ({
    anna: page,
    graphql,
    postline,
    hand,
  }) => {
    test.setTimeout(120_000);
    const people = Array.from({ length: 60 }, (_, at) => `patient.${hand.mark}.${at}@example.com`);
    const listId = await listOf(graphql, `Patient readers of ${hand.mark}`, people);
    const messageId = await messageOf(graphql, 'Read all about it');
    const mailingId = await mailingOf(graphql, { name: 'Interrupted', messageId, listIds: [listId] });
    const { run } = await graphql(
      'mutation ($input: LaunchSendInput!) { run: launchSend(input: $input) { id } }',
      {
        input: { mailingId },
      },
    );
    await graphql('mutation ($id: ID!) { pauseRun(id: $id) { id } }', { id: run!.id });

    await visit(page, `/mailings/${mailingId}/`);
    const main = page.getByRole('main');
    await expect(main.getByText('Paused manually')).toBeVisible();
    // What opens over a page is there by then.
    await page.waitForFunction(() => performance.getEntriesByName('fetched ahead').length > 0);
    const banner = page.getByText('Connection lost');
    await postline.restart(async () => {
      await expect(banner).toBeVisible({ timeout: 30_000 });
      await expect(main.getByText(/of 60 sent$/)).toBeVisible();
      await hand.go(page, 'Lists');
      await expect(page.getByRole('heading', { level: 1, name: 'Can’t reach the server' })).toBeVisible();
      await page.goBack();
      await expect(page.getByRole('heading', { level: 1, name: 'Interrupted' })).toBeVisible();
    });
    await expect(banner).toBeHidden({ timeout: 30_000 });
    await hand.press(main.getByRole('button', { name: 'Resume' }));
    await expect(main.getByText('Sending resumed').or(page.getByText('Sending resumed'))).toBeVisible();
  });
});
