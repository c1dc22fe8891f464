import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'Selects senders or domains; all conditions must hold.' })
export class SenderFilter {
  @Field(() => ID, { nullable: true, description: 'Only things of this owner.' })
  ownerId?: string | null;
}

@InputType({ description: 'A new sender.' })
export class CreateSenderIdentityInput {
  @Field(() => String, { description: 'The name that recipients see, 1 to 200 characters.' })
  name!: string;

  @Field(() => String, {
    description:
      'The address that mails come from: the one of the installation, or one of a domain of yours.',
  })
  address!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The address for replies; the address itself unless given.',
  })
  replyTo?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether mailings come from it that name none; it then takes the place of the one before.',
  })
  isDefault?: boolean | null;
}

@InputType({ description: 'What to change of a sender; what is absent stays, null clears.' })
export class UpdateSenderIdentityInput {
  @Field(() => String, { nullable: true, description: 'The name; cannot be cleared.' })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'The address; cannot be cleared.' })
  address?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The address for replies; null for the address itself.',
  })
  replyTo?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether mailings come from it that name none.' })
  isDefault?: boolean | null;
}

@InputType({ description: 'A domain to send from.' })
export class AddSenderDomainInput {
  @Field(() => String, { description: 'Its name, such as news.example.org.' })
  domain!: string;
}
