import { Arg, Args, Ctx, FieldResolver, Float, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
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
import { unlistedIn } from './rejected-rows.ts';
import { canBeUndone, undoImport } from './undo-import.ts';
import { presentUpload, UploadType } from './uploads/upload-type.ts';

const RecipientImportConnection = connectionOf(RecipientImport);
const anId = { description: 'The id of the import.' };

@Resolver(() => RecipientImport)
export class ImportResolver {
  @Query(() => UploadType, {
    nullable: true,
    description: 'An uploaded file, with its columns and what they were detected as.',
  })
  async upload(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, anId) id: string,
    @Arg('encoding', () => String, {
      nullable: true,
      description: 'The encoding to read it with. Detected if omitted.',
    })
    encoding?: string,
    @Arg('delimiter', () => String, { nullable: true, description: 'The character between fields.' })
    delimiter?: string,
    @Arg('hasHeader', () => Boolean, { nullable: true, description: 'Whether the first row has titles.' })
    hasHeader?: boolean,
  ) {
    return presentUpload(ctx, await getUpload(ctx, id), { encoding, delimiter, hasHeader });
  }

  @Query(() => RecipientImport, { nullable: true, description: 'An import of recipients.' })
  recipientImport(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return getImport(ctx, id);
  }

  @Query(() => RecipientImportConnection, {
    description: 'The imports that the viewer may see, newest first.',
  })
  recipientImports(@Ctx() ctx: Context, @Args(() => PageArgs) args: PageArgs) {
    const sort = { field: 'id', direction: 'DESC' } as const;
    return paginate(ctx, RecipientImport, { where: visibleImports(ctx.actor), sort, args });
  }

  @Mutation(() => RecipientImport, {
    description:
      'Imports recipients from an uploaded file in the background; query recipientImport for its progress.',
  })
  importRecipients(
    @Ctx() ctx: Context,
    @Arg('input', () => ImportRecipientsInput, { description: 'The file and how to import it.' })
    input: ImportRecipientsInput,
  ) {
    return createImport(ctx, input);
  }

  @Mutation(() => RecipientImport, { description: 'Saves the rows that a dry run has checked.' })
  confirmRecipientImport(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return confirmImport(ctx, id);
  }

  @Mutation(() => RecipientImport, {
    description: 'Ends an import. Rows saved so far stay until it is undone.',
  })
  cancelRecipientImport(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return cancelImport(ctx, id);
  }

  @Mutation(() => RecipientImport, {
    description:
      'Undoes an import within a day of its end. Recipients that were changed since then stay as they are.',
  })
  undoRecipientImport(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return undoImport(ctx, id);
  }

  @FieldResolver(() => User, { description: 'The owner of the recipients.' })
  owner(@Root() found: RecipientImport) {
    return found.owner.loadOrFail();
  }

  @FieldResolver(() => Float, { description: 'The share of the file that was read, from 0 to 1.' })
  progress(@Root() { status, bytesRead, fileSize }: RecipientImport) {
    return ['CHECKED', 'COMPLETED'].includes(status) ? 1 : Math.min(1, bytesRead / Math.max(1, fileSize));
  }

  @FieldResolver(() => String, { nullable: true, description: 'Why it failed; null if it did not.' })
  error(@Root() found: RecipientImport, @Ctx() ctx: Context) {
    return found.error && textOf(ctx.locale, found.error);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The path of a CSV file with the rejected rows: line, column, reason and original row; null if there are none.',
  })
  rejectedUrl(@Root() { id, rejectedCount }: RecipientImport) {
    return rejectedCount > 0 ? `/imports/${id}/rejected.csv` : null;
  }

  @FieldResolver(() => Int, {
    description:
      'The number of rejected rows, or rows saved without some of their values, that are not in that file: it contains the first 100,000.',
  })
  unlistedCount(@Root() found: RecipientImport) {
    return unlistedIn(found);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the viewer can undo it now.' })
  isUndoable(@Root() found: RecipientImport, @Ctx() ctx: Context) {
    return canChange(ctx.actor, found) && canBeUndone(found, ctx.clock.now());
  }
}
