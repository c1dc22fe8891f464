export const user = /* GraphQL */ `
  query User($id: ID!) {
    user(id: $id) {
      ...UserRow
      locale
      timeZone
      blockedAt
      blockReason
      permissions {
        codename
        name
      }
      owned {
        recipients
        lists
        messages
        mailings
      }
      viewerCan {
        edit
        block
        changeGroups
        delete
      }
    }
    running: mailings(first: 1, filter: { ownerId: $id, status: RUNNING }) {
      totalCount
    }
  }

  mutation BlockUser($id: ID!, $reason: String) {
    blockUser(id: $id, reason: $reason) {
      id
      isActive
      blockedAt
      blockReason
    }
  }

  mutation UnblockUser($id: ID!) {
    unblockUser(id: $id) {
      id
      isActive
      blockedAt
      blockReason
    }
  }

  mutation ApproveUser($id: ID!) {
    approveUser(id: $id) {
      id
      awaitsApproval
    }
  }

  mutation SetUserLimited($id: ID!, $isLimited: Boolean!) {
    setUserLimited(id: $id, isLimited: $isLimited) {
      id
      isLimited
    }
  }

  mutation UpdateUser($id: ID!, $input: UpdateUserInput!) {
    updateUser(id: $id, input: $input) {
      id
      email
      fullName
      isSuperuser
    }
  }

  mutation DeleteUser($id: ID!) {
    deleteUser(id: $id)
  }
`;
