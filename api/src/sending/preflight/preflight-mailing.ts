import type { Context } from '../../context/context.ts';
import { type Fault, warning } from '../../errors/domain-error.ts';
import { problemOf } from '../../errors/problem.ts';
import { textOf } from '../../language/text.ts';
import { hoursOf } from '../../mailings/hours/allowed-hours.ts';
import { savedAudience } from '../../mailings/audience/audience.queries.ts';
import { getMailing } from '../../mailings/mailing.access.ts';
import type { Mailing } from '../../mailings/mailing.entity.ts';
import { attachedSize } from '../../messages/attachments/attachments-of-message.ts';
import { keyOf } from '../../messages/rendering/key-of.ts';
import { deliverableAddress } from '../../platform/mime/email-address.ts';
import type { SendScope } from '../../runs/run.enums.ts';
import { messageProblems } from '../launch/checked-message.ts';
import { mailingProblems } from '../launch/launch-problems.ts';
import { type CheckedPeople, checkPeople } from './check-people.ts';
import { expectedSeconds } from './expected-seconds.ts';
import { judgeMails } from './judge-mails.ts';
import { judgeSpeed } from './judge-speed.ts';
import { judgeSpam } from './judge-spam.ts';
import type { PersonProblem, Preflight } from './preflight-result.ts';
import { type Person, readPeople } from './read-people.ts';
import { senderDoubts } from './sender-doubts.ts';

/**
 * Checks what a launch now would send: renders the mails of everybody, or of a sample, in a thread, and
 * returns what would prevent the launch and what receivers or readers could object to. Changes and sends
 * nothing.
 */
export async function preflightMailing(
  ctx: Context,
  { mailingId, scope }: { mailingId: string; scope: SendScope },
): Promise<Preflight> {
  const mailing = await getMailing(ctx, mailingId);
  const [audience, ofMailing, ofSender] = await Promise.all([
    savedAudience(ctx, mailing.id, scope),
    mailingProblems(ctx, mailing, { scope }),
    senderDoubts(ctx, mailing),
  ]);
  const { ofMessage, checked, first, source } = await checkMessage(ctx, mailing, scope);
  const { spamScore, found: ofSpam } = await judgeSpam(ctx, first);
  const ofSpeed = checked
    ? await judgeSpeed(keyOf(mailing.owner.id), { source, people: audience.count })
    : [];
  const attachedBytes = Math.round(await attachedSize(ctx, mailing.message.id));
  const found: Fault[] = checked ? judgeMails(checked) : [];
  const problems = [
    ...ofMailing,
    ...ofMessage,
    ...ofSender,
    ...found,
    ...ofSpam,
    ...ofSpeed,
    ...heavy(attachedBytes, audience.count),
    ...sampled(audience.count, checked),
  ];
  return {
    problems: problems.map((problem) => problemOf(ctx.locale, problem)),
    audience,
    ...tellPeople(ctx, checked),
    attachedBytes,
    spamScore,
    seconds: await expectedSeconds(ctx, { people: audience.count, hours: hoursOf(mailing) }),
  };
}

/** The problems of the message itself, and of its mails if they can be rendered at all. */
async function checkMessage(ctx: Context, mailing: Mailing, scope: SendScope) {
  const [message, owner] = await Promise.all([mailing.message.loadOrFail(), mailing.owner.loadOrFail()]);
  const { subject, body, format, textPart } = message;
  const dates = { timeZone: mailing.timeZone, locale: owner.locale };
  const source = { subject, body, format, textPart };
  const ofMessage = await messageProblems({ ...source, ...dates, ownerId: owner.id });
  if (ofMessage.some(({ severity }) => severity === 'ERROR'))
    return { ofMessage, checked: null, first: null, source };
  const people = await readPeople(ctx, { mailingId: mailing.id, scope });
  const valuesOf = ({ recipient }: Person) => ({
    recipient,
    mailing: { name: mailing.name },
    sender: { fullName: owner.fullName },
    unsubscribeUrl: unsubscribeUrlOf(ctx),
  });
  const checked = await checkPeople({ key: keyOf(owner.id), source, dates, people, valuesOf });
  const first = firstOf(people, checked);
  const toCompose = first && { mailing, source, dates, to: first.to, values: valuesOf(first.person) };
  return { ofMessage, checked, first: toCompose, source };
}

/** The first person whose mail could be rendered and can be addressed; null if there is none. */
function firstOf(people: Person[], { checkedCount, failures }: CheckedPeople) {
  const failed = new Set(failures.map(({ person }) => person));
  for (const person of people.slice(0, checkedCount)) {
    const parsed = deliverableAddress(person.email);
    if (parsed.ok && !failed.has(person)) return { person, to: parsed.address };
  }
  return null;
}

/** As long as a real one, so that sizes are right. */
const unsubscribeUrlOf = ({ baseUrl }: Context) => `${baseUrl}/unsubscribe/${'preflight'.padEnd(48, '-')}`;

/** From here on mailboxes fill and servers slow down. */
const HEAVY_FROM = 500_000;

const heavy = (bytes: number, count: number): Fault[] =>
  bytes >= HEAVY_FROM && count > 0
    ? [
        warning('PREFLIGHT_HEAVY', [], {
          size: (bytes / 1e6).toFixed(1),
          count,
          total: Math.ceil((bytes * count) / 1e6),
        }),
      ]
    : [];

const sampled = (count: number, checked: CheckedPeople | null): Fault[] =>
  checked && checked.checkedCount < count && !checked.stoppedBy
    ? [warning('PREFLIGHT_SAMPLED', [], { checked: checked.checkedCount, count })]
    : [];

const MOST_PEOPLE_TOLD = 20;

function tellPeople({ locale }: Context, checked: CheckedPeople | null) {
  const failures = checked?.failures ?? [];
  const gaps = checked?.gaps ?? [];
  return {
    checkedCount: checked?.checkedCount ?? 0,
    failureCount: failures.length,
    failures: failures
      .slice(0, MOST_PEOPLE_TOLD)
      .map(({ person, fault }) => told(person, textOf(locale, fault.code, fault.params))),
    gapCount: gaps.length,
    gaps: gaps
      .slice(0, MOST_PEOPLE_TOLD)
      .map(({ person, names }) => told(person, textOf(locale, 'PREFLIGHT_GAP', { names: names.join(', ') }))),
    largestBytes: checked?.largest ?? 0,
  };
}

const told = ({ recipientId, email }: Person, message: string): PersonProblem => ({
  recipientId: recipientId === null ? null : String(recipientId),
  email,
  message,
});
