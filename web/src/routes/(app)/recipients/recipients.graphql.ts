export const recipients = /* GraphQL */ `
  query Recipients(
    $first: Int
    $after: String
    $last: Int
    $before: String
    $filter: RecipientFilter
    $orderBy: RecipientOrder
    $ownerId: ID
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
      totalCountIsExact
    }
    recipientLists(first: 100, filter: { ownerId: $ownerId }) {
      nodes {
        id
        name
        owner {
          id
        }
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

  query RecipientCounts($search: String, $listId: ID, $ownerId: ID) {
    all: recipients(first: 1, filter: { search: $search, listId: $listId, ownerId: $ownerId }) {
      totalCount
      totalCountIsExact
    }
    active: recipients(
      first: 1
      filter: { search: $search, listId: $listId, ownerId: $ownerId, status: ACTIVE }
    ) {
      totalCount
      totalCountIsExact
    }
    unsubscribed: recipients(
      first: 1
      filter: { search: $search, listId: $listId, ownerId: $ownerId, status: UNSUBSCRIBED }
    ) {
      totalCount
      totalCountIsExact
    }
    bounced: recipients(
      first: 1
      filter: { search: $search, listId: $listId, ownerId: $ownerId, status: BOUNCED }
    ) {
      totalCount
      totalCountIsExact
    }
    complained: recipients(
      first: 1
      filter: { search: $search, listId: $listId, ownerId: $ownerId, status: COMPLAINED }
    ) {
      totalCount
      totalCountIsExact
    }
  }

  mutation CreateRecipient($input: CreateRecipientInput!) {
    createRecipient(input: $input) {
      id
      email
      status
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
