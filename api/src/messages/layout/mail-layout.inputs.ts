import { Field, InputType, Int } from 'type-graphql';
import { MailFont } from './mail-layout.entity.ts';

@InputType({ description: 'Changes to the look of the own mails; omitted fields stay as they are.' })
export class UpdateMailLayoutInput {
  @Field(() => String, { nullable: true, description: 'The colour of buttons and links, such as `#2447d8`.' })
  accent?: string | null;

  @Field(() => String, { nullable: true, description: 'The colour around the text.' })
  ground?: string | null;

  @Field(() => MailFont, { nullable: true, description: 'The font.' })
  font?: MailFont | null;

  @Field(() => String, {
    nullable: true,
    description: 'The address of the logo above the text; null for none.',
  })
  logoUrl?: string | null;

  @Field(() => String, { nullable: true, description: "The logo's description." })
  logoAlt?: string | null;

  @Field(() => Int, { nullable: true, description: "The logo's width in pixels, 16 to 536." })
  logoWidth?: number | null;
}
