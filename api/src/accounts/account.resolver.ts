import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../context/context.ts';
import {
  ChangePasswordInput,
  Confirmation,
  ConfirmEmailInput,
  LoginInput,
  RegisterInput,
  ResetPasswordInput,
  UpdateProfileInput,
} from './account.inputs.ts';
import { logIn } from './sessions/log-in.ts';
import { logOut } from './sessions/log-out.ts';
import { changePassword } from './passwords/change-password.ts';
import { requestPasswordReset } from './passwords/request-password-reset.ts';
import { resetPassword } from './passwords/reset-password.ts';
import { findConfirmation } from './registration/find-confirmation.ts';
import { confirmEmail } from './registration/confirm-email.ts';
import { Registration } from './registration/registration.enum.ts';
import { register } from './registration/register.ts';
import { resendConfirmation } from './registration/resend-confirmation.ts';
import { updateProfile } from './update-profile.ts';
import { knownViewer } from './known-viewer.ts';
import { User } from './user.entity.ts';

@Resolver(() => User)
export class AccountResolver {
  @Query(() => User, { nullable: true, description: 'The user who sends the request; null if signed out.' })
  viewer(@Ctx() ctx: Context) {
    return ctx.actor.id === null ? null : (knownViewer(ctx) ?? ctx.em.findOneOrFail(User, ctx.actor.id));
  }

  @Query(() => Registration, { description: 'Whether visitors may register.' })
  registration(@Ctx() ctx: Context) {
    return ctx.registration;
  }

  @Query(() => Boolean, {
    description:
      "Whether emails are caught instead of being sent, and read at /mailbox on the server's machine.",
  })
  catchesMail(@Ctx() ctx: Context) {
    return ctx.catchesMail;
  }

  @Mutation(() => Boolean, {
    description:
      'Creates an account and mails a link to confirm its address and set its password. If the address already has an account, the mail says so. Always returns true. Fails with FORBIDDEN while registration is closed.',
  })
  register(
    @Ctx() ctx: Context,
    @Arg('input', () => RegisterInput, { description: 'The account.' }) input: RegisterInput,
  ) {
    return register(ctx, input);
  }

  @Query(() => Confirmation, {
    nullable: true,
    description:
      'What a mailed link would confirm; null if the link was used, has expired, or never existed.',
  })
  confirmation(
    @Ctx() ctx: Context,
    @Arg('token', () => String, { description: 'The token at the end of the link.' }) token: string,
  ) {
    return findConfirmation(ctx, token);
  }

  @Mutation(() => User, {
    description:
      "Confirms an account's address by a mailed link and sets its first password. Does not log in.",
  })
  confirmEmail(
    @Ctx() ctx: Context,
    @Arg('input', () => ConfirmEmailInput, { description: 'The link and the password.' })
    input: ConfirmEmailInput,
  ) {
    return confirmEmail(ctx, input);
  }

  @Mutation(() => Boolean, {
    description: 'Mails another link to confirm an address. Always returns true.',
  })
  resendConfirmation(
    @Ctx() ctx: Context,
    @Arg('email', () => String, { description: 'The address that was registered.' }) email: string,
  ) {
    return resendConfirmation(ctx, { email });
  }

  @Mutation(() => User, { description: 'Logs in. The response sets the session cookie.' })
  login(
    @Ctx() ctx: Context,
    @Arg('input', () => LoginInput, { description: 'Input for logging in.' }) input: LoginInput,
  ) {
    return logIn(ctx, input);
  }

  @Mutation(() => Boolean, { description: 'Ends the current session. Always returns true.' })
  logout(@Ctx() ctx: Context) {
    return logOut(ctx);
  }

  @Mutation(() => Boolean, {
    description: 'Mails a link to set a new password if the address has an account. Always returns true.',
  })
  requestPasswordReset(
    @Ctx() ctx: Context,
    @Arg('email', () => String, { description: 'The address of the account.' }) email: string,
  ) {
    return requestPasswordReset(ctx, { email });
  }

  @Mutation(() => Boolean, {
    description:
      'Sets a new password by a mailed link and ends every session and API token. Does not log in. Always returns true.',
  })
  resetPassword(
    @Ctx() ctx: Context,
    @Arg('input', () => ResetPasswordInput, { description: 'The link and the new password.' })
    input: ResetPasswordInput,
  ) {
    return resetPassword(ctx, input);
  }

  @Mutation(() => Boolean, {
    description: "Changes the viewer's password and ends every other session. Always returns true.",
  })
  changePassword(
    @Ctx() ctx: Context,
    @Arg('input', () => ChangePasswordInput, { description: 'The old and the new password.' })
    input: ChangePasswordInput,
  ) {
    return changePassword(ctx, input);
  }

  @Mutation(() => User, { description: "Changes the viewer's own profile." })
  updateProfile(
    @Ctx() ctx: Context,
    @Arg('input', () => UpdateProfileInput, { description: 'The changes.' }) input: UpdateProfileInput,
  ) {
    return updateProfile(ctx, input);
  }
}
