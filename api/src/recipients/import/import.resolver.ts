import { Arg, Args, Ctx, FieldResolver, Float, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { User } from '../../accounts/user.entity.ts';
import type { Context } from '../../context/context.ts';
import { textOf } from '../../language/text.ts';
import { connectionOf } from '../../paging/connection.ts';
import { PageArgs } from '../../paging/page-args.ts';
import { paginate } from '../../paging/paginate.ts';
import { canChange } from '../../access/owned-things.ts';
import { cancelImport } from './cancel-import.ts';
import { confirmImport } from './confirm-import.ts';
import { createImport } from './create-import.ts';
import { getImport, getUpload, visibleImports } from './import.access.ts';
import { ImportRecipientsInput } from './import.inputs.ts';
import { RecipientImport } from './recipient-import.entity.ts';
import { canBeUndone, undoImport } from './undo-import.ts';
import { presentUpload, UploadType } from './uploads/upload-type.ts';

const RecipientImportConnection = connectionOf(RecipientImport);
const anId = { description: 'Its id.' };

@Resolver(() => RecipientImport)
export class ImportResolver {
  @Query(() => UploadType, {
    nullable: true,
    description: 'An uploaded file, with its columns and what they are recognised as.',
  })
  async upload(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, anId) id: string,
    @Arg('encoding', () => String, { nullable: true, description: 'The encoding to read it in.' })
    encoding?: string,
    @Arg('delimiter', () => String, { nullable: true, description: 'The character between fields.' })
    delimiter?: string,
    @Arg('hasHeader', () => Boolean, { nullable: true, description: 'Whether the first row has titles.' })
    hasHeader?: boolean,
  ) {
    return presentUpload(ctx, await getUpload(ctx, id), { encoding, delimiter, hasHeader });
  }

  @Query(() => RecipientImport, { nullable: true, description: 'One import.' })
  recipientImport(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return getImport(ctx, id);
  }

  @Query(() => RecipientImportConnection, { description: 'The imports that you see, the newest first.' })
  recipientImports(@Ctx() ctx: Context, @Args(() => PageArgs) args: PageArgs) {
    const sort = { field: 'id', direction: 'DESC' } as const;
    return paginate(ctx, RecipientImport, { where: visibleImports(ctx.actor), sort, args });
  }

  @Mutation(() => RecipientImport, {
    description:
      'Imports recipients from an uploaded file. It runs in the background; recipientImport shows its progress.',
  })
  importRecipients(
    @Ctx() ctx: Context,
    @Arg('input', () => ImportRecipientsInput, { description: 'The file, and what becomes of its rows.' })
    input: ImportRecipientsInput,
  ) {
    return createImport(ctx, input);
  }

  @Mutation(() => RecipientImport, { description: 'Saves the rows that a dry run has checked.' })
  confirmRecipientImport(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return confirmImport(ctx, id);
  }

  @Mutation(() => RecipientImport, {
    description: 'Ends an import; the rows that are saved stay until the import is undone.',
  })
  cancelRecipientImport(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return cancelImport(ctx, id);
  }

  @Mutation(() => RecipientImport, {
    description:
      'Changes back what an import has changed, within a day of its end. Recipients that were changed since stay as they are.',
  })
  undoRecipientImport(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return undoImport(ctx, id);
  }

  @FieldResolver(() => User, { description: 'Whose recipients they become.' })
  owner(@Root() found: RecipientImport) {
    return found.owner.loadOrFail();
  }

  @FieldResolver(() => Float, { description: 'The share of the file that is read, from 0 to 1.' })
  progress(@Root() { status, bytesRead, fileSize }: RecipientImport) {
    return ['CHECKED', 'COMPLETED'].includes(status) ? 1 : Math.min(1, bytesRead / Math.max(1, fileSize));
  }

  @FieldResolver(() => String, { nullable: true, description: 'Why it failed; absent unless it did.' })
  error(@Root() found: RecipientImport, @Ctx() ctx: Context) {
    return found.error && textOf(ctx.locale, found.error);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The path of the rejected rows as a CSV file, with line, column, reason and the row as it came; absent if there are none.',
  })
  rejectedUrl(@Root() { id, rejectedCount }: RecipientImport) {
    return rejectedCount > 0 ? `/imports/${id}/rejected.csv` : null;
  }

  @FieldResolver(() => Boolean, { description: 'Whether you can undo it now.' })
  isUndoable(@Root() found: RecipientImport, @Ctx() ctx: Context) {
    return canChange(ctx.actor, found) && canBeUndone(found, ctx.clock.now());
  }
}
