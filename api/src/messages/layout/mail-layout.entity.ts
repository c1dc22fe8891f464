import type { OptionalProps, Ref } from '@mikro-orm/core';
import { Check, Entity, OneToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { User } from '../../accounts/user.entity.ts';
import { apiEnum, quoted } from '../../closed-set.ts';

export const MailFont = apiEnum('MailFont', 'A font that every mail program has.', {
  SANS: 'Arial or Helvetica.',
  SERIF: 'Georgia or Times.',
  HUMANIST: 'Verdana or Tahoma.',
  ROUND: 'Trebuchet.',
  MONO: 'Courier.',
});
export type MailFont = keyof typeof MailFont;

/** The colours of the product, for owners who have chosen none. */
const usualColours = { accent: '#2447d8', ground: '#f6f5f1' };

const colour = (column: string) => `${column} ~ '^#[0-9a-f]{6}$'`;

@ObjectType({
  description:
    'The look of the mails that its owner writes: the editor uses it for new messages. What is written keeps its look until it is applied again.',
  simpleResolvers: true,
})
@Entity()
@Check({ name: 'mail_layout_font_check', expression: `font in (${quoted(MailFont)})` })
@Check({ name: 'mail_layout_colours_check', expression: `${colour('accent')} and ${colour('ground')}` })
export class MailLayout {
  declare [OptionalProps]?: 'accent' | 'ground' | 'font' | 'logoAlt' | 'logoWidth';

  @OneToOne(() => User, { ref: true, primary: true, owner: true, deleteRule: 'cascade' })
  owner!: Ref<User>;

  @Field(() => String, { description: 'The colour of buttons and links, such as `#2447d8`.' })
  @Property({ type: 'text', default: usualColours.accent })
  accent = usualColours.accent;

  @Field(() => String, { description: 'The colour around the text.' })
  @Property({ type: 'text', default: usualColours.ground })
  ground = usualColours.ground;

  @Field(() => MailFont, { description: 'The font.' })
  @Property({ type: 'text', default: 'SANS' })
  font: MailFont = 'SANS';

  @Field(() => String, { nullable: true, description: 'The address of the logo above the text.' })
  @Property({ type: 'text', nullable: true })
  logoUrl?: string | null;

  @Field(() => String, { description: "The logo's description, for readers who see no images." })
  @Property({ type: 'text', default: '' })
  logoAlt = '';

  @Field(() => Int, { description: "The logo's width in pixels." })
  @Property({ type: 'integer', default: 160 })
  logoWidth = 160;
}
