export const segments = /* GraphQL */ `
  query SegmentChoices($search: String, $ownerId: ID) {
    segments(first: 20, filter: { search: $search, ownerId: $ownerId }) {
      nodes {
        id
        name
        recipientCount
      }
    }
  }

  query MatchingRecipients($filter: RecipientFilter) {
    recipients(first: 5, filter: $filter) {
      nodes {
        id
        email
        fullName
      }
      totalCount
      totalCountIsExact
    }
  }

  mutation CreateSegment($input: CreateSegmentInput!) {
    createSegment(input: $input) {
      id
      name
    }
  }
`;
