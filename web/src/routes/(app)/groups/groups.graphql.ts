export const groups = /* GraphQL */ `
  query Groups {
    groups {
      ...GroupRow
    }
    permissions {
      codename
      name
      effect
    }
  }

  fragment GroupRow on Group {
    id
    name
    userCount
    permissions {
      codename
      name
    }
  }

  mutation CreateGroup($input: CreateGroupInput!) {
    createGroup(input: $input) {
      id
    }
  }

  mutation UpdateGroup($id: ID!, $input: UpdateGroupInput!) {
    updateGroup(id: $id, input: $input) {
      id
    }
  }

  mutation DeleteGroup($id: ID!) {
    deleteGroup(id: $id)
  }
`;
