import { mayWrite } from '../access/owned-things.ts';
import type { Context } from '../context/context.ts';
import { assertUnchanged } from '../db/assert-unchanged.ts';
import { fault, invalid } from '../errors/domain-error.ts';
import { validated } from '../input/validation.ts';
import { armStart, assertMayArm, heldStart, type Scheduled } from './schedule/arm-start.ts';
import { assertEditable } from './assert-editable.ts';
import { findInterval, findMessage, findSender } from './create-mailing.ts';
import { type AllowedHours, columnsOf, type ReadHours, shownHours } from './hours/allowed-hours.ts';
import { withInterval } from './intervals/interval-of-step.ts';
import { endRepetition } from './schedule/end-repetition.ts';
import { getMailing } from './mailing.access.ts';
import { moveRunEnd } from '../runs/move-run-end.ts';
import { setLists, setRecipients, setSegments } from './audience/mailing-audience.ts';
import type { Mailing } from './mailing.entity.ts';
import type { UpdateMailingInput } from './mailing.inputs.ts';
import { assertSchedule, mailingPatch } from './mailing.rules.ts';
import { setStartJob } from './schedule/start-job.ts';

/**
 * Changes the given fields and arms a new start. During and after a run only name and end can be changed;
 * anything else throws CONFLICT. A new end applies to the run too, at once. Throws INVALID for a new start
 * while the mailing is disabled.
 */
export async function updateMailing(
  ctx: Context,
  { id, input }: { id: string; input: UpdateMailingInput },
): Promise<Mailing> {
  if (input.messageId === null) throw invalid([fault('REQUIRED', ['messageId'])]);
  const { holdSeconds: _seconds, repetition: _repetition, ...patch } = validated(mailingPatch, input);
  const mailing = await ctx.em.transactional(async () => {
    const { ifUpdatedAt, holdSeconds: _hold, ...changes } = await withInterval(ctx, input);
    const mailing = await getMailing(ctx, id, { can: mayWrite('change', 'mailing'), lock: true });
    assertUnchanged(mailing, ifUpdatedAt);
    if (Object.keys(await realChanges(mailing, changes)).length > 0) await assertEditable(ctx, mailing);
    const before = await scheduled(mailing);
    await applyChanges(ctx, mailing, { ...changes, ...patch, allowedHours: patch.allowedHours });
    const after = await scheduled(mailing);
    assertSchedule(after);
    mailing.nextRunAt = newStart(before, after, { now: ctx.clock.now(), holdSeconds: input.holdSeconds });
    assertMayArm(ctx.actor, before, { ...after, nextRunAt: mailing.nextRunAt });
    assertArmable(mailing, before);
    if (before.status === 'RUNNING') await endRepetition(ctx, mailing, ctx.clock.now());
    mailing.updatedAt = ctx.clock.now();
    await ctx.em.flush();
    if (patch.endAt !== undefined) await moveRunEnd(ctx, mailing);
    return mailing;
  });
  await setStartJob(ctx, mailing.id);
  return mailing;
}

/** A start that was armed before is not postponed again. */
function newStart(
  before: Scheduled,
  after: Scheduled,
  hold: { now: Date; holdSeconds?: number | null | undefined },
): Date | null {
  const start = armStart(before, after, hold.now);
  const isNew = start?.getTime() !== before.nextRunAt?.getTime();
  return isNew ? heldStart(start, { ...hold, endAt: after.endAt ?? null }) : start;
}

/** While a mailing is disabled, its armed start may be kept or removed, but not replaced. */
function assertArmable(mailing: Mailing, before: Scheduled): void {
  const { isActive, nextRunAt } = mailing;
  if (isActive || !nextRunAt || nextRunAt.getTime() === before.nextRunAt?.getTime()) return;
  throw invalid([fault('MAILING_DISABLED', ['startAt'])]);
}

/**
 * The fields that would really change, except name and end. A form that sends every field back is not
 * refused.
 */
async function realChanges(mailing: Mailing, input: UpdateMailingInput): Promise<UpdateMailingInput> {
  const { name: _name, endAt: _endAt, ifUpdatedAt: _since, ...rest } = input;
  const same: Record<string, unknown> = {
    messageId: String(mailing.message.id),
    startAt: mailing.startAt?.getTime() ?? null,
    timeZone: mailing.timeZone,
    intervalId: mailing.interval ? String(mailing.interval.id) : null,
    senderId: mailing.sender ? String(mailing.sender.id) : null,
    allowedHours: comparable(shownHours(mailing)),
  };
  return Object.fromEntries(
    Object.entries(rest).filter(([key, value]) => value !== undefined && comparable(value) !== same[key]),
  );
}

function comparable(value: unknown): unknown {
  if (value instanceof Date) return value.getTime();
  if (typeof value !== 'object' || value === null || !('days' in value)) return value;
  const { days, from, until } = value as AllowedHours;
  return JSON.stringify([days.toSorted(), from, until]);
}

async function scheduled(mailing: Mailing): Promise<Scheduled> {
  const { status, startAt, endAt, timeZone, nextRunAt } = mailing;
  return {
    status,
    startAt,
    endAt,
    timeZone,
    nextRunAt,
    interval: (await mailing.interval?.loadOrFail()) ?? null,
  };
}

type Changes = Omit<UpdateMailingInput, 'allowedHours'> & { allowedHours?: ReadHours | null | undefined };

async function applyChanges(ctx: Context, mailing: Mailing, input: Changes): Promise<void> {
  const { name, startAt, endAt, messageId, intervalId, senderId } = input;
  const timeZone = input.timeZone === null ? (await mailing.owner.loadOrFail()).timeZone : input.timeZone;
  const message = messageId == null ? undefined : await findMessage(ctx, messageId, mailing.owner.id);
  const interval = intervalId == null ? intervalId : await findInterval(ctx, intervalId);
  const sender = senderId == null ? senderId : await findSender(ctx, senderId, mailing.owner.id);
  const hours = input.allowedHours === undefined ? {} : columnsOf(input.allowedHours);
  const values = { name, startAt, endAt, timeZone, message, interval, sender, ...hours };
  ctx.em.assign(
    mailing,
    Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)),
  );
  await applyAudience(ctx, mailing, input);
}

async function applyAudience(ctx: Context, mailing: Mailing, input: Changes): Promise<void> {
  const { recipientIds, listIds, segmentIds } = input;
  if (recipientIds !== undefined) await setRecipients(ctx, mailing, recipientIds ?? []);
  if (listIds !== undefined) await setLists(ctx, mailing, listIds ?? []);
  if (segmentIds !== undefined) await setSegments(ctx, mailing, segmentIds ?? []);
}
