import { listOf, messageOf } from './graphql.ts';
import { expect, test, visit } from './journey.ts';

test.use({ isPicky: true });

test('a question about a run goes with the run, and does not turn into another', async ({
  anna: page,
  graphql,
}) => {
  const people = Array.from({ length: 60 }, (_, at) => `unsure.${at}@example.com`);
  const listId = await listOf(graphql, 'Unsure', people);
  const messageId = await messageOf(graphql, 'To be or not to be');
  const { mailing } = await graphql(
    'mutation ($input: CreateMailingInput!) { mailing: createMailing(input: $input) { id } }',
    { input: { messageId, listIds: [listId] } },
  );
  const { run } = await graphql(
    'mutation ($input: LaunchSendInput!) { run: launchSend(input: $input) { id } }',
    { input: { mailingId: mailing!.id } },
  );
  await graphql('mutation ($id: ID!) { pauseRun(id: $id) { id } }', { id: run!.id });
  await visit(page, `/mailings/${mailing!.id}/`);
  await page.getByRole('button', { name: 'Cancel mailing' }).click();
  const question = page.getByRole('alertdialog');
  await expect(question.getByText(/^Cancel the remaining/).first()).toBeVisible();
  await graphql('mutation ($id: ID!) { cancelRun(id: $id) { id } }', { id: run!.id });
  await expect(page.getByText('This run has already ended')).toBeVisible();
  await expect(question).toBeHidden();
});
