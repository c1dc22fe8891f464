import { expect, type Page } from '@playwright/test';

/** Queries the API as the page's viewer; an error of the answer fails the journey. */
export type GraphQL = (query: string, variables?: object) => Promise<Record<string, { id: string }>>;

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

/** A list with these people on it. Returns its id. */
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

/** A message, with a link to unsubscribe unless its body is given. Returns its id. */
export async function messageOf(graphql: GraphQL, subject: string, body = withWayOut): Promise<string> {
  const { message } = await graphql(
    'mutation ($input: CreateMessageInput!) { message: createMessage(input: $input) { id } }',
    {
      input: { subject, body, format: 'HTML' },
    },
  );
  return message!.id;
}
