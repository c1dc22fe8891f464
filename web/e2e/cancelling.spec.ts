import { launchTo, listOf } from './graphql.ts';
import { expect, test, visit } from './journey.ts';

test.use({ isPicky: true });

test('a question about a run goes with the run, and does not turn into another', async ({
  anna: page,
  graphql,
}) => {
  const people = Array.from({ length: 60 }, (_, at) => `unsure.${at}@example.com`);
  const listId = await listOf(graphql, 'Unsure', people);
  const { mailingId, runId } = await launchTo(graphql, listId, 'To be or not to be');
  await graphql('mutation ($id: ID!) { pauseRun(id: $id) { id } }', { id: runId });
  await visit(page, `/mailings/${mailingId}/`);
  await page.getByRole('button', { name: 'Cancel mailing' }).click();
  const question = page.getByRole('alertdialog');
  await expect(question.getByText(/^Cancel the remaining/).first()).toBeVisible();
  await graphql('mutation ($id: ID!) { cancelRun(id: $id) { id } }', { id: runId });
  await expect(page.getByText('This run has already ended')).toBeVisible();
  await expect(question).toBeHidden();
});
