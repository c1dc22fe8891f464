import { Field, InputType } from 'type-graphql';
import { ViewPage } from './view-page.ts';

@InputType({ description: 'A view to save.' })
export class SaveViewInput {
  @Field(() => ViewPage, { description: 'The page with the list.' })
  page!: ViewPage;

  @Field(() => String, { description: 'The name, 1 to 100 characters.' })
  name!: string;

  @Field(() => String, {
    description: 'The filter and the order, as the query of the URL of the page, at most 8,000 characters.',
  })
  query!: string;
}
