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
  @Query(() => User, { nullable: true, description: 'The user who asks; null if signed out.' })
  viewer(@Ctx() ctx: Context) {
    return ctx.actor.id === null ? null : (knownViewer(ctx) ?? ctx.em.findOneOrFail(User, ctx.actor.id));
  }

  @Query(() => Registration, { description: 'Whether visitors may register themselves.' })
  registration(@Ctx() ctx: Context) {
    return ctx.registration;
  }

  @Mutation(() => Boolean, {
    description:
      'Makes an account and mails a link that confirms its address, on whose page the password is set, or mails that there is an account already; always true. FORBIDDEN while registration is closed.',
  })
  register(
    @Ctx() ctx: Context,
    @Arg('input', () => RegisterInput, { description: 'The account.' }) input: RegisterInput,
  ) {
    return register(ctx, input);
  }

  @Query(() => Confirmation, {
    nullable: true,
    description: 'What a mailed link would confirm; null for a link that was used, is too old, or never was.',
  })
  confirmation(
    @Ctx() ctx: Context,
    @Arg('token', () => String, { description: 'The token at the end of the link.' }) token: string,
  ) {
    return findConfirmation(ctx, token);
  }

  @Mutation(() => User, {
    description: 'Confirms an address by the mailed link and sets the first password; does not log in.',
  })
  confirmEmail(
    @Ctx() ctx: Context,
    @Arg('input', () => ConfirmEmailInput, { description: 'The link and the password.' })
    input: ConfirmEmailInput,
  ) {
    return confirmEmail(ctx, input);
  }

  @Mutation(() => Boolean, {
    description: 'Mails the link that confirms an address once more; always true.',
  })
  resendConfirmation(
    @Ctx() ctx: Context,
    @Arg('email', () => String, { description: 'The address that was registered.' }) email: string,
  ) {
    return resendConfirmation(ctx, { email });
  }

  @Mutation(() => User, { description: 'Logs in. The session cookie comes with the answer.' })
  login(
    @Ctx() ctx: Context,
    @Arg('input', () => LoginInput, { description: 'Email and password.' }) input: LoginInput,
  ) {
    return logIn(ctx, input);
  }

  @Mutation(() => Boolean, { description: 'Ends the session; true also where there was none.' })
  logout(@Ctx() ctx: Context) {
    return logOut(ctx);
  }

  @Mutation(() => Boolean, {
    description: 'Mails a link for a new password where the address has an account; always true.',
  })
  requestPasswordReset(
    @Ctx() ctx: Context,
    @Arg('email', () => String, { description: 'The address of the account.' }) email: string,
  ) {
    return requestPasswordReset(ctx, { email });
  }

  @Mutation(() => Boolean, {
    description:
      'Sets a new password by the mailed link and ends every session and API token; does not log in.',
  })
  resetPassword(
    @Ctx() ctx: Context,
    @Arg('input', () => ResetPasswordInput, { description: 'The link and the new password.' })
    input: ResetPasswordInput,
  ) {
    return resetPassword(ctx, input);
  }

  @Mutation(() => Boolean, { description: 'Changes the own password and ends every other session.' })
  changePassword(
    @Ctx() ctx: Context,
    @Arg('input', () => ChangePasswordInput, { description: 'The old and the new password.' })
    input: ChangePasswordInput,
  ) {
    return changePassword(ctx, input);
  }

  @Mutation(() => User, { description: 'Changes what the input names of the own profile.' })
  updateProfile(
    @Ctx() ctx: Context,
    @Arg('input', () => UpdateProfileInput, { description: 'The changes.' }) input: UpdateProfileInput,
  ) {
    return updateProfile(ctx, input);
  }
}
