import { INFO, PAGE, SEARCH, type Call, type Found } from './call.ts';

const ATTEMPTS = `query ($last: Int, $filter: AttemptFilter, $isCounted: Boolean = false) { attempts(last: $last, filter: $filter) {
  totalCount @include(if: $isCounted) nodes { id status email attemptedAt recipient { fullName } mailing { name } } ${INFO} } }`;
const MAILINGS = `query ($last: Int, $orderBy: MailingOrder, $filter: MailingFilter) {
  mailings(last: $last, orderBy: $orderBy, filter: $filter) { totalCount ${INFO} nodes { id name status startAt
    owner { fullName } message { subject } lists { name } totals { total sent failed } currentRun { id } } } }`;
const DELIVERIES = `query ($run: ID!, $last: Int, $filter: DeliveryFilter) { mailingRun(id: $run) {
  deliveries(last: $last, filter: $filter) { totalCount nodes { id email state recipient { fullName } lastResponse } ${INFO} } } }`;
const LOG = `query ($filter: DeliveryLogFilter) { deliveries(filter: $filter) { totalCount ${INFO}
  nodes { id email state recipient { fullName } lastResponse run { mailing { name } } } } }`;
const AUDIENCE = 'query ($id: ID!) { mailing(id: $id) { audienceCount } }';
const PREVIEW =
  'query ($id: ID!) { previewAudience(input: { mailingId: $id }) { count leftOut { reason count } } }';

const DAY = { from: '2025-02-10T00:00:00Z', to: '2025-02-11T00:00:00Z' };

/** A search beside another condition: of each, what many rows match, few or none. */
const pairs = ['gmail', '777', 'xyqx'];

const needles = ['gmail', 'ив', 'qx', '777', 'xyqx', 'щукарь', 'nobody-has-this'];

/** Attempts, mailings, the deliveries of the largest run, and audiences. */
export const historyCalls = (found: Found): Call[] =>
  [attempts(), mailings(), deliveries(found), log(), audiences(found)].flat();

function attempts(): Call[] {
  const filtered = [
    { status: 'FAILURE' },
    { status: 'UNKNOWN' },
    { smtpCode: 550 },
    { smtpCode: 421 },
    { smtpCode: 251 },
    { from: '2040-01-01T00:00:00Z' },
    { to: '2025-01-02T00:00:00Z' },
    DAY,
  ].map((filter) => call(`attempts ${JSON.stringify(filter)}`, ATTEMPTS, { filter }));
  return [
    call('attempts', ATTEMPTS, {}),
    call('attempts, last page', ATTEMPTS, { last: 50 }),
    ...filtered,
    ...needles.map((search) => searchOf('attempts', ATTEMPTS, { filter: { search }, isCounted: true })),
    ...pairs.flatMap((search) =>
      [{ status: 'FAILURE' }, { status: 'UNKNOWN' }, { smtpCode: 550 }, { smtpCode: 421 }, DAY].map(
        (filter) => searchOf('attempts', ATTEMPTS, { filter: { search, ...filter }, isCounted: true }),
      ),
    ),
    call('attempts, totalCount', '{ attempts(first: 1) { totalCount nodes { id } } }', {}),
  ];
}

const mailings = (): Call[] => [
  ...['NAME', 'CREATED_AT', 'START_AT'].map((field) =>
    call(`mailings by ${field}`, MAILINGS, { orderBy: { field, direction: 'DESC' } }),
  ),
  call('mailings, last page', MAILINGS, { last: 50 }),
  searchOf('mailings', MAILINGS, { filter: { search: 'вес' } }),
];

const deliveries = ({ largestRun: run }: Found): Call[] => [
  call('deliveries', DELIVERIES, { run }),
  call('deliveries, last page', DELIVERIES, { run, last: 50 }),
  ...['SENT', 'FAILED', 'SKIPPED', 'PENDING'].map((state) =>
    call(`deliveries ${state}`, DELIVERIES, { run, filter: { state } }),
  ),
  ...needles.map((search) => searchOf('deliveries', DELIVERIES, { run, filter: { search } })),
  ...pairs.flatMap((search) =>
    ['SENT', 'FAILED', 'UNKNOWN'].map((state) =>
      searchOf('deliveries', DELIVERIES, { run, filter: { search, state } }),
    ),
  ),
];

const log = (): Call[] => [
  call('deliveries of all runs', LOG, {}),
  call('deliveries of all runs FAILED', LOG, { filter: { state: 'FAILED' } }),
  ...needles.map((search) => searchOf('deliveries of all runs', LOG, { filter: { search } })),
  ...pairs.flatMap((search) =>
    [
      { state: 'SENT' },
      { state: 'FAILED' },
      { state: 'UNKNOWN' },
      { sentFrom: DAY.from, sentTo: DAY.to },
    ].map((filter) => searchOf('deliveries of all runs', LOG, { filter: { search, ...filter } })),
  ),
];

const audiences = ({ mailing }: Found): Call[] => [
  call('audienceCount', AUDIENCE, { id: mailing }),
  call('previewAudience', PREVIEW, { id: mailing }),
];

function call(name: string, query: string, variables: Call['variables']): Call {
  return { name, query, variables, goal: PAGE };
}

function searchOf(
  name: string,
  query: string,
  variables: { run?: string; isCounted?: boolean; filter: { search: string; [condition: string]: unknown } },
): Call {
  const { search, ...beside } = variables.filter;
  const conditions = Object.keys(beside).length > 0 ? ` ${JSON.stringify(beside)}` : '';
  return {
    name: `${name}, search ${search}${conditions}`,
    query,
    variables: { ...variables },
    goal: SEARCH,
  };
}
