import { expect, type Page } from '@playwright/test';

/**
 * Queries the API as the page's viewer and returns its data, of the shape of the query; an error in the response
 * fails the journey.
 */
export type GraphQL = <Data = Record<string, { id: string }>>(
  query: string,
  variables?: object,
) => Promise<Data>;

export function graphqlAs(page: Page): GraphQL {
  return async (query, variables = {}) => {
    const response = await page.request.post('/graphql', {
      data: { query, variables },
      headers: { 'apollo-require-preflight': '1' },
    });
    const { data, errors } = await response.json();
    expect(errors).toBeUndefined();
    return data;
  };
}

/** Creates a list with these people. Returns its id. */
export async function listOf(graphql: GraphQL, name: string, emails: string[]): Promise<string> {
  const { list } = await graphql(
    'mutation ($input: CreateRecipientListInput!) { list: createRecipientList(input: $input) { id } }',
    {
      input: { name },
    },
  );
  const listId = list!.id;
  for (const email of emails) {
    const input = { email, listIds: [listId] };
    await graphql('mutation ($input: CreateRecipientInput!) { createRecipient(input: $input) { id } }', {
      input,
    });
  }
  return listId;
}

const withWayOut = '<h1>Hello</h1><p><a href="{{ unsubscribeUrl }}">Unsubscribe</a></p>';

/** Creates a message, with a link to unsubscribe unless its body is given. Returns its id. */
export async function messageOf(graphql: GraphQL, subject: string, body = withWayOut): Promise<string> {
  const { message } = await graphql(
    'mutation ($input: CreateMessageInput!) { message: createMessage(input: $input) { id } }',
    {
      input: { subject, body, format: 'HTML' },
    },
  );
  return message!.id;
}

/** Creates a mailing. Returns its id. */
export async function mailingOf(graphql: GraphQL, input: object): Promise<string> {
  const { mailing } = await graphql(
    'mutation ($input: CreateMailingInput!) { mailing: createMailing(input: $input) { id } }',
    { input },
  );
  return mailing!.id;
}

/** Creates a mailing of a new message to a list, and launches it. Returns the ids of the mailing and its run. */
export async function launchTo(
  graphql: GraphQL,
  listId: string,
  subject: string,
): Promise<{ mailingId: string; runId: string }> {
  const messageId = await messageOf(graphql, subject);
  const mailingId = await mailingOf(graphql, { messageId, listIds: [listId] });
  const { run } = await graphql(
    'mutation ($input: LaunchSendInput!) { run: launchSend(input: $input) { id } }',
    { input: { mailingId } },
  );
  return { mailingId, runId: run!.id };
}

/**
 * Creates an import that was checked and waits for confirmation: one valid row, and one that is rejected.
 * Returns its id.
 */
export async function importOf(page: Page, graphql: GraphQL): Promise<string> {
  const data = 'email,name,city\nada@example.com,Ada,Rome\nnobody,Nobody,Oslo\n';
  const headers = { 'content-type': 'application/octet-stream', 'apollo-require-preflight': '1' };
  const response = await page.request.post('/uploads?name=people.csv', { data, headers });
  const { uploadId } = (await response.json()) as { uploadId: string };
  const columns = [
    { column: 'email', field: 'EMAIL' },
    { column: 'name', field: 'FULL_NAME' },
    { column: 'city', field: 'ATTRIBUTE' },
  ];
  const { started } = await graphql(
    'mutation ($input: ImportRecipientsInput!) { started: importRecipients(input: $input) { id } }',
    { input: { uploadId, columns, onConflict: 'UPDATE', dryRun: true } },
  );
  return started!.id;
}
