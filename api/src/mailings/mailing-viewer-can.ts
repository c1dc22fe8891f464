import { Field, ObjectType } from 'type-graphql';
import { mayWrite } from '../access/owned-things.ts';
import type { Actor } from '../context/actor.ts';
import type { MailingRun } from '../runs/mailing-run.entity.ts';
import { canDisable, canSend } from './mailing.access.ts';
import type { Mailing } from './mailing.entity.ts';

@ObjectType({
  description: 'What the viewer may do with a mailing in its current state.',
  simpleResolvers: true,
})
export class MailingAccess {
  @Field(() => Boolean, { description: 'Whether the viewer may change it.' })
  edit!: boolean;
  @Field(() => Boolean, { description: 'Whether the viewer may delete it.' })
  delete!: boolean;
  @Field(() => Boolean, {
    description: 'Whether it may be launched; its problems may still prevent a launch.',
  })
  launch!: boolean;
  @Field(() => Boolean, { description: 'Whether its run may be paused.' })
  pause!: boolean;
  @Field(() => Boolean, { description: 'Whether its run may be resumed.' })
  resume!: boolean;
  @Field(() => Boolean, { description: 'Whether its run or its repetition may be cancelled.' })
  cancel!: boolean;
  @Field(() => Boolean, { description: 'Whether it may be reopened.' })
  reopen!: boolean;
  @Field(() => Boolean, { description: 'Whether it may be disabled.' })
  disable!: boolean;
  @Field(() => Boolean, { description: 'Whether it may be enabled.' })
  enable!: boolean;
}

/** Combines the predicates of the use cases with the actions that are possible in this state. */
export function mailingAccess(actor: Actor, mailing: Mailing, run: MailingRun | null): MailingAccess {
  const sends = canSend(actor, mailing);
  const disables = canDisable(actor, mailing);
  return {
    edit: mayWrite('change', 'mailing')(actor, mailing),
    delete: mayWrite('delete', 'mailing')(actor, mailing) && mailing.status !== 'RUNNING',
    launch: sends && run === null && mailing.isActive,
    pause: sends && isPausable(run),
    resume: sends && isResumable(run),
    cancel: sends && isCancellable(mailing, run),
    reopen: sends && mailing.status === 'COMPLETED',
    disable: disables && mailing.isActive,
    enable: disables && !mailing.isActive,
  };
}

const isPausable = (run: MailingRun | null) =>
  run !== null && run.status !== 'CANCELLED' && !run.pauseReasons.includes('USER');
const isResumable = (run: MailingRun | null) =>
  run !== null &&
  run.status === 'PAUSED' &&
  !run.pauseReasons.includes('DISABLED') &&
  !run.pauseReasons.includes('OWNER_BLOCKED');
const isCancellable = (mailing: Mailing, run: MailingRun | null) =>
  run ? run.status !== 'CANCELLED' : mailing.status === 'RUNNING' || mailing.nextRunAt != null;
