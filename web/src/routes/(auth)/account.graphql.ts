export const account = /* GraphQL */ `
  mutation Register($input: RegisterInput!) {
    register(input: $input)
  }

  mutation ConfirmEmail($token: String!) {
    confirmEmail(token: $token) {
      id
      email
    }
  }

  mutation ResendConfirmation($email: String!) {
    resendConfirmation(email: $email)
  }

  mutation RequestPasswordReset($email: String!) {
    requestPasswordReset(email: $email)
  }

  mutation ResetPassword($input: ResetPasswordInput!) {
    resetPassword(input: $input)
  }
`;
