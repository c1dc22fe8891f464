import { Field, InputType, ObjectType } from 'type-graphql';
import { Locale } from '../language/locale.ts';

@InputType({ description: 'Input for logging in.' })
export class LoginInput {
  @Field(() => String, { description: 'The address of the account.' })
  email!: string;

  @Field(() => String, { description: 'The password.' })
  password!: string;
}

@InputType({ description: 'A new account.' })
export class RegisterInput {
  @Field(() => String, { description: 'The address to log in with. A link to confirm it is mailed there.' })
  email!: string;

  @Field(() => String, {
    description: "The name, which also appears in the From header of the user's mailings.",
  })
  fullName!: string;

  @Field(() => Locale, {
    nullable: true,
    description: "The language of pages, errors and account emails. Defaults to the browser's.",
  })
  locale?: Locale | null;

  @Field(() => String, {
    nullable: true,
    description: 'The IANA time zone in which times are shown. Defaults to UTC.',
  })
  timeZone?: string | null;
}

@ObjectType({ description: 'An account whose address a mailed link confirms.', simpleResolvers: true })
export class Confirmation {
  @Field(() => String, { description: 'The address of the account.' })
  email!: string;

  @Field(() => String, { description: 'The name given in the latest registration of this address.' })
  fullName!: string;
}

@InputType({
  description: "Input for confirming an account's address by a mailed link and setting its first password.",
})
export class ConfirmEmailInput {
  @Field(() => String, { description: 'The token at the end of the link.' })
  token!: string;

  @Field(() => String, {
    description:
      'The password, 10 to 256 characters. It must differ from the address and the part before its @, and must not be common.',
  })
  password!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The name of the user. Defaults to the one given at registration.',
  })
  fullName?: string | null;
}

@InputType({ description: 'Input for setting a new password by a mailed link.' })
export class ResetPasswordInput {
  @Field(() => String, { description: 'The token at the end of the link.' })
  token!: string;

  @Field(() => String, {
    description:
      'The new password, 10 to 256 characters. It must differ from the address and the part before its @, and must not be common.',
  })
  newPassword!: string;
}

@InputType({ description: "Input for changing the viewer's own password." })
export class ChangePasswordInput {
  @Field(() => String, { description: 'The current password.' })
  currentPassword!: string;

  @Field(() => String, {
    description:
      'The new password, 10 to 256 characters. It must differ from the address and the part before its @, and must not be common.',
  })
  newPassword!: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether to revoke all API tokens too. Defaults to false.',
  })
  revokeTokens?: boolean | null;
}

@InputType({ description: "Changes to the viewer's profile; omitted fields stay as they are." })
export class UpdateProfileInput {
  @Field(() => String, {
    nullable: true,
    description: "The name, which also appears in the From header of the user's mailings.",
  })
  fullName?: string | null;

  @Field(() => Locale, { nullable: true, description: 'The language of pages, errors and account emails.' })
  locale?: Locale | null;

  @Field(() => String, {
    nullable: true,
    description: 'The IANA time zone in which times are shown, such as Europe/Berlin.',
  })
  timeZone?: string | null;
}
