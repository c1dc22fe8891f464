export const profile = /* GraphQL */ `
  mutation UpdateProfile($input: UpdateProfileInput!) {
    updateProfile(input: $input) {
      id
      fullName
      locale
      timeZone
    }
  }

  mutation ChangePassword($input: ChangePasswordInput!) {
    changePassword(input: $input)
  }
`;
