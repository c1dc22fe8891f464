import { idOf } from '../access/owned-things.ts';
import { User } from '../accounts/user.entity.ts';
import type { Context } from '../context/context.ts';
import { fault, invalid, unauthenticated } from '../errors/domain-error.ts';
import { Message } from '../messages/message.entity.ts';
import { subjectWords } from '../messages/subject-words.ts';
import { SenderIdentity } from '../senders/sender-identity.entity.ts';
import { validated } from '../input/validation.ts';
import { armStart, assertMayArm, heldStart } from './schedule/arm-start.ts';
import { columnsOf } from './hours/allowed-hours.ts';
import { Interval } from './intervals/interval.entity.ts';
import { withInterval } from './intervals/interval-of-step.ts';
import { setLists, setRecipients, setSegments } from './audience/mailing-audience.ts';
import { Mailing } from './mailing.entity.ts';
import type { CreateMailingInput } from './mailing.inputs.ts';
import { assertSchedule, newMailing } from './mailing.rules.ts';
import { setStartJob } from './schedule/start-job.ts';

/**
 * Creates a mailing for the actor and arms its start. Throws INVALID if its message, sender, recipients,
 * lists or segments belong to somebody else.
 */
export async function createMailing(ctx: Context, input: CreateMailingInput): Promise<Mailing> {
  if (ctx.actor.id === null) throw unauthenticated();
  const ownerId = ctx.actor.id;
  const values = validated(newMailing, input);
  const mailing = await ctx.em.transactional(async (em) => {
    const owner = await em.findOneOrFail(User, ownerId);
    const message = await findMessage(ctx, input.messageId, ownerId);
    const { intervalId } = await withInterval(ctx, input);
    const interval = intervalId == null ? null : await findInterval(ctx, intervalId);
    const sender = input.senderId == null ? null : await findSender(ctx, input.senderId, ownerId);
    assertSchedule({ ...values, interval });
    const mailing = em.create(Mailing, {
      owner,
      message,
      interval,
      sender,
      name: values.name ?? subjectWords(message.subject),
      startAt: values.startAt ?? null,
      endAt: values.endAt ?? null,
      timeZone: values.timeZone ?? owner.timeZone,
      ...columnsOf(values.allowedHours),
    });
    const now = ctx.clock.now();
    const start = armStart(null, { ...mailing, interval }, now);
    mailing.nextRunAt = heldStart(start, { ...values, now });
    assertMayArm(ctx.actor, null, { ...mailing, interval });
    await em.flush();
    await setRecipients(ctx, mailing, input.recipientIds ?? []);
    await setLists(ctx, mailing, input.listIds ?? []);
    await setSegments(ctx, mailing, input.segmentIds ?? []);
    return mailing;
  });
  await setStartJob(ctx, mailing.id);
  return mailing;
}

/** Returns a message that a mailing of this owner may use. Throws INVALID if there is none. */
export async function findMessage(ctx: Context, id: string, ownerId: number): Promise<Message> {
  const message = await ctx.em.findOne(Message, { id: idOf(id) ?? 0, owner: ownerId });
  if (!message) throw invalid([fault('NO_SUCH_THING', ['messageId'])]);
  return message;
}

/** Returns a sender that a mailing of this owner may use. Throws INVALID if there is none. */
export async function findSender(ctx: Context, id: string, ownerId: number): Promise<SenderIdentity> {
  const sender = await ctx.em.findOne(SenderIdentity, { id: idOf(id) ?? 0, owner: ownerId });
  if (!sender) throw invalid([fault('NO_SUCH_THING', ['senderId'])]);
  return sender;
}

/** Returns an interval. Throws INVALID if there is none. */
export async function findInterval(ctx: Context, id: string): Promise<Interval> {
  const interval = await ctx.em.findOne(Interval, { id: idOf(id) ?? 0 });
  if (!interval) throw invalid([fault('NO_SUCH_THING', ['intervalId'])]);
  return interval;
}
