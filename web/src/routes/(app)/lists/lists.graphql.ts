export const lists = /* GraphQL */ `
  query Lists($first: Int, $after: String, $last: Int, $before: String, $filter: RecipientListFilter) {
    recipientLists(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
      nodes {
        ...ListRow
      }
      pageInfo {
        ...Page
      }
      totalCount
    }
  }

  fragment ListRow on RecipientList {
    id
    name
    description
    recipientCount
    createdAt
    owner {
      id
      fullName
    }
    viewerCan {
      edit
      delete
    }
  }

  mutation CreateList($input: CreateRecipientListInput!) {
    createRecipientList(input: $input) {
      id
      name
    }
  }

  mutation UpdateList($id: ID!, $input: UpdateRecipientListInput!) {
    updateRecipientList(id: $id, input: $input) {
      id
      name
    }
  }

  mutation DuplicateList($id: ID!) {
    duplicateRecipientList(id: $id) {
      id
      name
    }
  }

  mutation DeleteList($id: ID!) {
    deleteRecipientList(id: $id)
  }

  mutation RestoreList($id: ID!) {
    restoreRecipientList(id: $id) {
      id
      change {
        ...ChangeState
      }
    }
  }
`;
