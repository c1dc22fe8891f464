import { Args, Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context/context.ts';
import { connectionOf } from '../../paging/connection.ts';
import { PageArgs } from '../../paging/page-args.ts';
import { paginate } from '../../paging/paginate.ts';
import { deleteMailImage } from './delete-mail-image.ts';
import { pathOfImage } from './image-path.ts';
import { MailImage } from './mail-image.entity.ts';

const MailImageConnection = connectionOf(MailImage);

@Resolver(() => MailImage)
export class MailImageResolver {
  @Query(() => MailImageConnection, { description: "The viewer's own images for mails, newest first." })
  mailImages(@Ctx() ctx: Context, @Args(() => PageArgs) args: PageArgs) {
    const where = { owner: ctx.actor.id ?? 0 };
    return paginate(ctx, MailImage, { where, sort: { field: 'id', direction: 'DESC' }, args });
  }

  @Mutation(() => ID, {
    description:
      'Deletes an image. Mails that contain it, sent ones too, then show its description instead. Returns its id.',
  })
  deleteMailImage(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'The id of the image.' }) id: string,
  ) {
    return deleteMailImage(ctx, id);
  }

  @FieldResolver(() => String, { description: 'Its address, for everybody.' })
  url(@Ctx() { baseUrl }: Context, @Root() image: MailImage) {
    return `${baseUrl}${pathOfImage(image)}`;
  }
}
