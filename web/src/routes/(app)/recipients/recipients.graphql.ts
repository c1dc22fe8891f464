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

  query RecipientCounts(
    $all: RecipientFilter
    $active: RecipientFilter
    $unsubscribed: RecipientFilter
    $bounced: RecipientFilter
    $complained: RecipientFilter
  ) {
    all: recipients(first: 1, filter: $all) {
      totalCount
      totalCountIsExact
    }
    active: recipients(first: 1, filter: $active) {
      totalCount
      totalCountIsExact
    }
    unsubscribed: recipients(first: 1, filter: $unsubscribed) {
      totalCount
      totalCountIsExact
    }
    bounced: recipients(first: 1, filter: $bounced) {
      totalCount
      totalCountIsExact
    }
    complained: recipients(first: 1, filter: $complained) {
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

  query SegmentFilter($id: ID!) {
    segment(id: $id) {
      id
      name
      filter
    }
  }
`;
