export const userSessions = /* GraphQL */ `
  query UserSessions($first: Int, $after: String, $last: Int, $before: String, $userId: ID) {
    userSessions(first: $first, after: $after, last: $last, before: $before, userId: $userId) {
      nodes {
        ...SessionRow
        user {
          id
          fullName
        }
      }
      pageInfo {
        ...Page
      }
      totalCount
    }
  }

  mutation EndUserSession($id: ID!) {
    endUserSession(id: $id)
  }

  mutation EndUserSessions($userId: ID!) {
    endUserSessions(userId: $userId)
  }
`;
