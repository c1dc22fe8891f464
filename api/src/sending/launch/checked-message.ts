import { User } from '../../accounts/user.entity.ts';
import type { Context } from '../../context/context.ts';
import { DomainError, type Fault } from '../../errors/domain-error.ts';
import type { Mailing } from '../../mailings/mailing.entity.ts';
import type { MessageSource } from '../../messages/rendering/compile-message.ts';
import { keyOf } from '../../messages/rendering/key-of.ts';
import type { DateSettings } from '../../messages/rendering/mail-context.ts';
import { rendering } from '../../messages/rendering/rendering.ts';
import { Message } from '../../messages/message.entity.ts';

/** A mailing's message as it was when it was checked, and the problems that were found. */
export interface CheckedMessage {
  /** Fingerprint of the content that was checked. */
  of: string;
  problems: Fault[];
}

interface MessageRow extends MessageSource {
  timeZone: DateSettings['timeZone'];
  locale: DateSettings['locale'];
  ownerId: number;
}

/** The message was saved between its check and the launch. */
class MessageChanged extends DomainError {
  constructor() {
    super('CONFLICT', { key: 'CHANGED_MEANWHILE' }, { reason: 'CHANGED_MEANWHILE' });
  }
}

const MOST_CHECKS = 3;

/**
 * Runs `work` with the problems of a mailing's message. Finding them may take seconds, so it happens before
 * any transaction. If `assertSame` finds that the message has changed since, everything is repeated; throws
 * CONFLICT if it changes each time.
 */
export async function withCheckedMessage<T>(
  ctx: Context,
  mailingId: number,
  work: (checked: CheckedMessage) => Promise<T>,
): Promise<T> {
  for (let check = 1; ; check++) {
    const checked = await checkMessage(ctx, mailingId);
    try {
      return await work(checked);
    } catch (error) {
      if (!(error instanceof MessageChanged) || check === MOST_CHECKS) throw error;
    }
  }
}

/**
 * Returns the message of a locked mailing as it is now, for the run. Throws MessageChanged unless it is the
 * one that was checked.
 */
export async function assertSame(ctx: Context, mailing: Mailing, checked: CheckedMessage): Promise<Message> {
  const [message, owner] = await Promise.all([
    ctx.em.findOneOrFail(Message, mailing.message.id, { refresh: true }),
    ctx.em.findOneOrFail(User, mailing.owner.id, { refresh: true }),
  ]);
  const { subject, body, format, textPart } = message;
  const { timeZone } = mailing;
  const now = { subject, body, format, textPart, timeZone, locale: owner.locale };
  if (fingerprintOf(now) !== checked.of) throw new MessageChanged();
  return message;
}

async function checkMessage(ctx: Context, mailingId: number): Promise<CheckedMessage> {
  const [row] = await ctx.em.execute<MessageRow[]>(
    `select message.subject, message.body, message.format, message.text_part as "textPart", mailing.time_zone as "timeZone", owner.locale, owner.id as "ownerId"
     from mailing join message on message.id = mailing.message_id join "user" owner on owner.id = mailing.owner_id
     where mailing.id = ?`,
    [mailingId],
  );
  // The message was deleted, which the caller finds out under its lock.
  if (!row) return { of: '', problems: [] };
  return { of: fingerprintOf(row), problems: await messageProblems(row) };
}

/** Finds the problems of a message in a thread that can be terminated. */
export async function messageProblems({
  ownerId,
  timeZone,
  locale,
  ...source
}: MessageRow): Promise<Fault[]> {
  const problems = await rendering.problems(keyOf(ownerId), source, { timeZone, locale });
  return problems.map((problem) => ofTheMessage(problem));
}

const ofTheMessage = (problem: Fault): Fault => ({ ...problem, path: ['message', ...problem.path] });

const fingerprintOf = ({ subject, body, format, textPart, timeZone, locale }: Omit<MessageRow, 'ownerId'>) =>
  JSON.stringify([subject, body, format, textPart ?? null, timeZone, locale]);
