import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context/context.ts';
import { deleteView } from './delete-view.ts';
import { findViews } from './find-views.ts';
import { renameView } from './rename-view.ts';
import { SavedView } from './saved-view.entity.ts';
import { saveView } from './save-view.ts';
import { ViewPage } from './view-page.ts';
import { SaveViewInput } from './view.inputs.ts';

@Resolver(() => SavedView)
export class SavedViewResolver {
  @Query(() => [SavedView], { description: "The viewer's saved views of a page, by name." })
  savedViews(@Ctx() ctx: Context, @Arg('page', () => ViewPage, { description: 'The page.' }) page: ViewPage) {
    return findViews(ctx, page);
  }

  @Mutation(() => SavedView, {
    description:
      'Saves a view. One of the same page and name is replaced. Fails with CONFLICT if the viewer has 50 of the page.',
  })
  saveView(
    @Ctx() ctx: Context,
    @Arg('input', () => SaveViewInput, { description: 'The view.' }) input: SaveViewInput,
  ) {
    return saveView(ctx, input);
  }

  @Mutation(() => SavedView, { description: 'Renames a saved view.' })
  renameView(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'The id of the view.' }) id: string,
    @Arg('name', () => String, { description: 'The name, 1 to 100 characters.' }) name: string,
  ) {
    return renameView(ctx, id, name);
  }

  @Mutation(() => ID, { description: 'Deletes a saved view. Returns its id.' })
  deleteView(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'The id of the view.' }) id: string) {
    return deleteView(ctx, id);
  }
}
