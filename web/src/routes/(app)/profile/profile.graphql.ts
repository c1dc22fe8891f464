export const profile = /* GraphQL */ `
  query Sessions {
    sessions {
      ...SessionRow
    }
  }

  fragment SessionRow on Session {
    id
    network
    browser
    system
    createdAt
    lastSeenAt
    isCurrent
  }

  mutation EndSession($id: ID!) {
    endSession(id: $id)
  }

  mutation EndOtherSessions {
    endOtherSessions
  }

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
