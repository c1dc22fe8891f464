import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../context/context.ts';
import { connectionOf } from '../paging/connection.ts';
import { PageArgs } from '../paging/page-args.ts';
import { paginate } from '../paging/paginate.ts';
import { RecipientSelection } from '../recipients/recipient-selection.inputs.ts';
import { addRecipientsToMailing } from './audience/add-recipients-to-mailing.ts';
import { ChangedAudience } from './audience/changed-audience.ts';
import { AudiencePreview } from './audience/audience-preview.ts';
import { createMailing } from './create-mailing.ts';
import { deleteMailing } from './delete-mailing.ts';
import { disableMailing } from './disable-mailing.ts';
import { enableMailing } from './enable-mailing.ts';
import { getMailing } from './mailing.access.ts';
import { Mailing } from './mailing.entity.ts';
import {
  CreateMailingInput,
  MailingFilter,
  MailingOrder,
  PreviewAudienceInput,
  PreviewStartsInput,
  UpdateMailingInput,
  type MailingOrderField,
} from './mailing.inputs.ts';
import { mailingsWhere } from './mailing.queries.ts';
import { previewAudience } from './audience/preview-audience.ts';
import { previewStarts } from './schedule/preview-starts.ts';
import { removeRecipientsFromMailing } from './audience/remove-recipients-from-mailing.ts';
import { reopenMailing } from './reopen-mailing.ts';
import { restoreMailing } from './restore-mailing.ts';
import { updateMailing } from './update-mailing.ts';

const MailingConnection = connectionOf(Mailing);
const sortField = { NAME: 'name', CREATED_AT: 'createdAt', START_AT: 'startAt' } as const satisfies Record<
  MailingOrderField,
  keyof Mailing
>;
const anId = { description: 'The id of the mailing.' };
const theMailing = { description: 'The mailing.' };
const theSelection = { description: 'The recipients.' };

@Resolver(() => Mailing)
export class MailingResolver {
  @Query(() => Mailing, { nullable: true, description: 'A mailing.' })
  mailing(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return getMailing(ctx, id);
  }

  @Query(() => MailingConnection, {
    description: 'The mailings that the viewer may see, newest first by default.',
  })
  mailings(
    @Ctx() ctx: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => MailingFilter, {
      nullable: true,
      description: 'Only mailings that match this filter. Defaults to all.',
    })
    filter?: MailingFilter,
    @Arg('orderBy', () => MailingOrder, { nullable: true, description: 'The order of the list.' })
    orderBy?: MailingOrder,
  ) {
    const sort = {
      field: sortField[orderBy?.field ?? 'CREATED_AT'],
      direction: orderBy?.direction ?? 'DESC',
    };
    return paginate(ctx, Mailing, { where: mailingsWhere(ctx, filter), sort, args });
  }

  @Query(() => AudiencePreview, {
    complexity: 500,
    description: 'The number of people that a launch would send to.',
  })
  previewAudience(
    @Ctx() ctx: Context,
    @Arg('input', () => PreviewAudienceInput, { description: 'The audience to count.' })
    input: PreviewAudienceInput,
  ) {
    return previewAudience(ctx, input);
  }

  @Query(() => [Date], {
    complexity: 10,
    description: 'The next starts of a schedule that is not saved yet, at most five.',
  })
  previewStarts(
    @Ctx() ctx: Context,
    @Arg('input', () => PreviewStartsInput, { description: 'The schedule.' }) input: PreviewStartsInput,
  ) {
    return previewStarts(ctx, input);
  }

  @Mutation(() => Mailing, { description: 'Creates a mailing and schedules its start.' })
  createMailing(
    @Ctx() ctx: Context,
    @Arg('input', () => CreateMailingInput, theMailing) input: CreateMailingInput,
  ) {
    return createMailing(ctx, input);
  }

  @Mutation(() => Mailing, {
    description: 'Changes a mailing. During a run and after completion only its name and end can be changed.',
  })
  updateMailing(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, anId) id: string,
    @Arg('input', () => UpdateMailingInput, { description: 'The changes.' }) input: UpdateMailingInput,
  ) {
    return updateMailing(ctx, { id, input });
  }

  @Mutation(() => ID, {
    description:
      'Deletes a mailing with its runs and attempts. If it has no runs, it can be restored for a day. Fails with CONFLICT while it is running. Returns its id.',
  })
  deleteMailing(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, anId) id: string,
    @Arg('onlyIfRestorable', () => Boolean, {
      nullable: true,
      defaultValue: false,
      description: 'Whether to fail with CONFLICT if it has runs, as it could not be restored then.',
    })
    onlyIfRestorable?: boolean | null,
  ) {
    return deleteMailing(ctx, { id, onlyIfRestorable });
  }

  @Mutation(() => Mailing, {
    description:
      'Restores a mailing without runs that was deleted within a day, with its schedule and what still exists of its audience. A start that has passed meanwhile is not made up for. Fails with CONFLICT if its message or interval was deleted too.',
  })
  restoreMailing(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return restoreMailing(ctx, id);
  }

  @Mutation(() => Mailing, {
    description:
      'Disables a mailing. Its run pauses at once, and it cannot be launched, scheduled or resumed until it is enabled.',
  })
  disableMailing(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, anId) id: string,
    @Arg('reason', () => String, {
      nullable: true,
      description: "The reason, shown to the mailing's owner.",
    })
    reason?: string,
  ) {
    return disableMailing(ctx, { id, reason });
  }

  @Mutation(() => Mailing, {
    description: 'Enables a mailing again. A paused run stays paused until somebody resumes it.',
  })
  enableMailing(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return enableMailing(ctx, id);
  }

  @Mutation(() => Mailing, { description: 'Reopens a completed mailing: its status becomes CREATED again.' })
  reopenMailing(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return reopenMailing(ctx, id);
  }

  @Mutation(() => ChangedAudience, {
    description: 'Adds recipients to the individually chosen ones of a mailing.',
  })
  addRecipientsToMailing(
    @Ctx() ctx: Context,
    @Arg('mailingId', () => ID, theMailing) mailingId: string,
    @Arg('selection', () => RecipientSelection, theSelection) selection: RecipientSelection,
  ) {
    return addRecipientsToMailing(ctx, { mailingId, selection });
  }

  @Mutation(() => ChangedAudience, {
    description: 'Removes recipients from the individually chosen ones of a mailing.',
  })
  removeRecipientsFromMailing(
    @Ctx() ctx: Context,
    @Arg('mailingId', () => ID, theMailing) mailingId: string,
    @Arg('selection', () => RecipientSelection, theSelection) selection: RecipientSelection,
  ) {
    return removeRecipientsFromMailing(ctx, { mailingId, selection });
  }
}
