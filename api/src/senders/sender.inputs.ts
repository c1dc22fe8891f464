import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'Selects senders or domains; all conditions must hold.' })
export class SenderFilter {
  @Field(() => ID, { nullable: true, description: 'Only senders or domains of this owner.' })
  ownerId?: string | null;
}

@InputType({ description: 'A new sender.' })
export class CreateSenderIdentityInput {
  @Field(() => String, { description: 'The name that recipients see, 1 to 200 characters.' })
  name!: string;

  @Field(() => String, {
    description: "The address that mails come from: the installation's, or one on a domain of yours.",
  })
  address!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The address for replies. Defaults to the address that mails come from.',
  })
  replyTo?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether it is the default sender, for mailings without a sender. It replaces the previous default.',
  })
  isDefault?: boolean | null;
}

@InputType({ description: 'Changes to a sender; omitted fields stay as they are, null clears a field.' })
export class UpdateSenderIdentityInput {
  @Field(() => String, { nullable: true, description: 'The name that recipients see; cannot be cleared.' })
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The address that mails come from; cannot be cleared.',
  })
  address?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The address for replies; null for the address that mails come from.',
  })
  replyTo?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it is the default sender, for mailings without a sender.',
  })
  isDefault?: boolean | null;
}

@InputType({ description: 'A domain to send from.' })
export class AddSenderDomainInput {
  @Field(() => String, { description: 'The name of the domain, such as news.example.org.' })
  domain!: string;
}
