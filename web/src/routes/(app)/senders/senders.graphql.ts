export const senders = /* GraphQL */ `
  query Senders($first: Int, $after: String, $last: Int, $before: String, $filter: SenderFilter) {
    senderIdentities(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
      nodes {
        ...SenderRow
      }
      pageInfo {
        ...Page
      }
      totalCount
    }
    senderDomains(first: 100, filter: $filter) {
      nodes {
        ...DomainCard
      }
      totalCount
    }
  }

  query ServerEncryption {
    serverEncryption {
      id: address
      label
      address
      state
      validUntil
      problem {
        code
        message
        path
        severity
      }
    }
  }

  fragment SenderRow on SenderIdentity {
    id
    name
    address
    replyTo
    isDefault
    isVerified
    owner {
      id
      fullName
    }
    viewerCan {
      edit
      delete
    }
  }

  fragment DomainCard on SenderDomain {
    id
    domain
    isVerified
    checkedAt
    owner {
      id
      fullName
    }
    problems {
      code
      message
      path
      severity
    }
    keys {
      ...KeyRecord
    }
    viewerCan {
      edit
      delete
    }
  }

  fragment KeyRecord on DkimKey {
    id
    algorithm
    selector
    seenAt
    retiredAt
    recordName
    recordValue
    recordStrings
  }

  mutation CreateSender($input: CreateSenderIdentityInput!) {
    createSenderIdentity(input: $input) {
      id
    }
  }

  mutation UpdateSender($id: ID!, $input: UpdateSenderIdentityInput!) {
    updateSenderIdentity(id: $id, input: $input) {
      id
    }
  }

  mutation DeleteSender($id: ID!) {
    deleteSenderIdentity(id: $id)
  }

  mutation AddDomain($input: AddSenderDomainInput!) {
    addSenderDomain(input: $input) {
      id
      domain
    }
  }

  mutation CheckDomain($id: ID!) {
    checkSenderDomain(id: $id) {
      id
      isVerified
    }
  }

  mutation RotateKey($id: ID!, $algorithm: DkimAlgorithm!) {
    rotateDkimKey(id: $id, algorithm: $algorithm) {
      id
    }
  }

  mutation DeleteDomain($id: ID!) {
    deleteSenderDomain(id: $id)
  }
`;
