export const intervals = /* GraphQL */ `
  query Intervals {
    intervals {
      ...IntervalRow
    }
  }

  fragment IntervalRow on Interval {
    id
    name
    every
    unit
  }

  mutation CreateInterval($input: CreateIntervalInput!) {
    createInterval(input: $input) {
      id
    }
  }

  mutation UpdateInterval($id: ID!, $input: UpdateIntervalInput!) {
    updateInterval(id: $id, input: $input) {
      id
    }
  }

  mutation DeleteInterval($id: ID!) {
    deleteInterval(id: $id)
  }
`;
