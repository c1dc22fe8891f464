export const account = /* GraphQL */ `
  mutation Register($input: RegisterInput!) {
    register(input: $input)
  }

  query Confirmation($token: String!) {
    confirmation(token: $token) {
      email
      fullName
    }
  }

  mutation ConfirmEmail($input: ConfirmEmailInput!) {
    confirmEmail(input: $input) {
      id
      email
      awaitsApproval
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
