import type { Browser } from '@playwright/test';
import { graphqlAs, messageOf, type GraphQL } from '../../e2e/graphql.ts';
import type { Postline } from '../../e2e/postline.ts';
import { logIn } from './log-in.ts';

/** What the pages show. */
export interface World {
  /** A mailing that was sent, with failures. */
  mailingId: string;
  /** A mailing that is being sent as long as the bench lasts. */
  liveMailingId: string;
  messageId: string;
}

interface Size {
  recipients: number;
  /** How fast the live mailing is sent. */
  perSecond: number;
}

const IMPORT = 'mutation ($input: ImportRecipientsInput!) { made: importRecipients(input: $input) { id } }';
const CREATE = 'mutation ($input: CreateMailingInput!) { made: createMailing(input: $input) { id } }';
const LAUNCH = 'mutation ($input: LaunchSendInput!) { made: launchSend(input: $input) { id } }';
const LIMIT =
  'mutation ($input: SetSendingLimitsInput!) { setSendingLimits(input: $input) { messagesPerSecond } }';

/** Imports people and creates mailings as their owner does; one is sent, another begins to be. */
export async function fill(
  browser: Browser,
  postline: Postline,
  { recipients, perSecond }: Size,
): Promise<World> {
  const page = await logIn(browser, postline);
  const graphql = graphqlAs(page);
  const some = await importPeople(graphql, upload, { name: 'Some', count: 500 });
  const all = await importPeople(graphql, upload, { name: 'Everybody', count: recipients });
  const messageId = await messageOf(graphql, 'News of the month');
  const sent = await create('Sent to some', some);
  await graphql(LAUNCH, { input: { mailingId: sent } });
  await until(async () => {
    const { mailing } = await graphql<{ mailing: { status: string } }>(
      'query ($id: ID!) { mailing(id: $id) { status } }',
      { id: sent },
    );
    return mailing.status === 'COMPLETED';
  });
  for (let number = 1; number <= 60; number++) {
    await create(`Mailing ${number}`, some);
    await messageOf(graphql, `Message ${number}`);
  }
  await graphql(LIMIT, { input: { connections: 10, messagesPerSecond: perSecond } });
  const live = await create('Sent to everybody', all);
  await graphql(LAUNCH, { input: { mailingId: live } });
  await page.context().close();
  return { mailingId: sent, liveMailingId: live, messageId };

  async function create(name: string, listId: string): Promise<string> {
    const { made } = await graphql(CREATE, { input: { name, messageId, listIds: [listId] } });
    return made!.id;
  }

  async function upload(name: string, data: string): Promise<string> {
    const headers = { 'content-type': 'application/octet-stream', 'apollo-require-preflight': '1' };
    const response = await page.request.post(`/uploads?name=${name}.csv`, { data, headers });
    return ((await response.json()) as { uploadId: string }).uploadId;
  }
}

/** Every tenth is refused by the mail server. */
async function importPeople(
  graphql: GraphQL,
  upload: (name: string, data: string) => Promise<string>,
  { name, count }: { name: string; count: number },
): Promise<string> {
  const rows = Array.from({ length: count }, (_, at) => {
    const local = at % 10 === 9 ? 'refused' : 'ivan.petrov';
    return `${local}.${at}@${name.toLowerCase()}.example,Иван Петров ${at},Москва`;
  });
  const uploadId = await upload(name, `email,name,city\n${rows.join('\n')}\n`);
  const { list } = await graphql(
    'mutation ($input: CreateRecipientListInput!) { list: createRecipientList(input: $input) { id } }',
    { input: { name } },
  );
  const columns = [
    { column: 'email', field: 'EMAIL' },
    { column: 'name', field: 'FULL_NAME' },
    { column: 'city', field: 'ATTRIBUTE' },
  ];
  const input = { uploadId, columns, onConflict: 'UPDATE', listIds: [list!.id] };
  const { made } = await graphql(IMPORT, { input });
  await until(async () => {
    const { found } = await graphql<{ found: { status: string } }>(
      'query ($id: ID!) { found: recipientImport(id: $id) { status } }',
      { id: made!.id },
    );
    return found.status === 'COMPLETED';
  });
  return list!.id;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 500));
}
