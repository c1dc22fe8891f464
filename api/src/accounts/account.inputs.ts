import { Field, InputType, ObjectType } from 'type-graphql';
import { Locale } from '../language/locale.ts';

@InputType({ description: 'Email and password.' })
export class LoginInput {
  @Field(() => String, { description: 'The address of the account.' })
  email!: string;

  @Field(() => String, { description: 'The password.' })
  password!: string;
}

@InputType({ description: 'A new account.' })
export class RegisterInput {
  @Field(() => String, { description: 'The address to log in with; a mail with a link goes there.' })
  email!: string;

  @Field(() => String, { description: "The name that stands in the From of this user's mailings." })
  fullName!: string;

  @Field(() => Locale, {
    nullable: true,
    description: "The language of pages, errors and account mails; the browser's unless given.",
  })
  locale?: Locale | null;

  @Field(() => String, {
    nullable: true,
    description: 'The IANA time zone in which times are shown; UTC unless given.',
  })
  timeZone?: string | null;
}

@ObjectType({ description: 'What a mailed link confirms.', simpleResolvers: true })
export class Confirmation {
  @Field(() => String, { description: 'The address of the account.' })
  email!: string;

  @Field(() => String, { description: 'The name that the last registration of this address gave.' })
  fullName!: string;
}

@InputType({ description: 'The first password of an account, by a mailed link.' })
export class ConfirmEmailInput {
  @Field(() => String, { description: 'The token at the end of the link.' })
  token!: string;

  @Field(() => String, {
    description:
      'The password, 10 to 256 characters; not the address, not the part before its @, not a common one.',
  })
  password!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The name of the user; the one that was registered unless given.',
  })
  fullName?: string | null;
}

@InputType({ description: 'A new password by a mailed link.' })
export class ResetPasswordInput {
  @Field(() => String, { description: 'The token at the end of the link.' })
  token!: string;

  @Field(() => String, { description: 'The new password, by the rules of the first one.' })
  newPassword!: string;
}

@InputType({ description: 'A new password of one who is logged in.' })
export class ChangePasswordInput {
  @Field(() => String, { description: 'The password until now.' })
  currentPassword!: string;

  @Field(() => String, { description: 'The new password, by the rules of the first one.' })
  newPassword!: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether all API tokens are revoked too; false unless given.',
  })
  revokeTokens?: boolean | null;
}

@InputType({ description: "Changes of the viewer's own profile; absent fields stay as they are." })
export class UpdateProfileInput {
  @Field(() => String, {
    nullable: true,
    description: "The name that stands in the From of this user's mailings.",
  })
  fullName?: string | null;

  @Field(() => Locale, { nullable: true, description: 'The language of pages, errors and account mails.' })
  locale?: Locale | null;

  @Field(() => String, {
    nullable: true,
    description: 'The IANA time zone in which times are shown, such as Europe/Berlin.',
  })
  timeZone?: string | null;
}
