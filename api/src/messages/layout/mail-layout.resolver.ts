import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context/context.ts';
import { findMailLayout } from './find-mail-layout.ts';
import { MailLayout } from './mail-layout.entity.ts';
import { UpdateMailLayoutInput } from './mail-layout.inputs.ts';
import { updateMailLayout } from './update-mail-layout.ts';

@Resolver(() => MailLayout)
export class MailLayoutResolver {
  @Query(() => MailLayout, { description: "The look of the viewer's own mails." })
  mailLayout(@Ctx() ctx: Context) {
    return findMailLayout(ctx);
  }

  @Mutation(() => MailLayout, { description: "Changes the look of the viewer's own mails." })
  updateMailLayout(
    @Ctx() ctx: Context,
    @Arg('input', () => UpdateMailLayoutInput, { description: 'The changes.' }) input: UpdateMailLayoutInput,
  ) {
    return updateMailLayout(ctx, input);
  }
}
