export const recipients = /* GraphQL */ `
  query Recipients(
    $first: Int
    $after: String
    $last: Int
    $before: String
    $filter: RecipientFilter
    $orderBy: RecipientOrder
  ) {
    recipients(
      first: $first
      after: $after
      last: $last
      before: $before
      filter: $filter
      orderBy: $orderBy
    ) {
      nodes {
        ...RecipientRow
      }
      pageInfo {
        ...Page
      }
      totalCount
    }
    recipientLists(first: 100) {
      nodes {
        id
        name
      }
    }
  }

  fragment RecipientRow on Recipient {
    id
    email
    fullName
    status
    lists {
      id
      name
    }
    owner {
      id
      fullName
    }
    createdAt
    viewerCan {
      edit
      delete
    }
  }

  query RecipientCounts($search: String, $listId: ID) {
    all: recipients(first: 1, filter: { search: $search, listId: $listId }) {
      totalCount
    }
    active: recipients(first: 1, filter: { search: $search, listId: $listId, status: ACTIVE }) {
      totalCount
    }
    unsubscribed: recipients(first: 1, filter: { search: $search, listId: $listId, status: UNSUBSCRIBED }) {
      totalCount
    }
    bounced: recipients(first: 1, filter: { search: $search, listId: $listId, status: BOUNCED }) {
      totalCount
    }
    complained: recipients(first: 1, filter: { search: $search, listId: $listId, status: COMPLAINED }) {
      totalCount
    }
  }

  mutation CreateRecipient($input: CreateRecipientInput!) {
    createRecipient(input: $input) {
      id
      email
    }
  }

  mutation DeleteRecipient($id: ID!) {
    deleteRecipient(id: $id)
  }

  mutation DeleteRecipients($ids: [ID!], $filter: RecipientFilter) {
    deleteRecipients(ids: $ids, filter: $filter)
  }

  mutation AddRecipientsToList($listId: ID!, $ids: [ID!], $filter: RecipientFilter) {
    addRecipientsToList(listId: $listId, ids: $ids, filter: $filter)
  }

  mutation RemoveRecipientsFromList($listId: ID!, $ids: [ID!], $filter: RecipientFilter) {
    removeRecipientsFromList(listId: $listId, ids: $ids, filter: $filter)
  }
`;
