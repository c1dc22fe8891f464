export const deliveries = /* GraphQL */ `
  query Deliveries($first: Int, $after: String, $last: Int, $before: String, $filter: DeliveryLogFilter) {
    deliveries(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
      nodes {
        ...DeliveryRow
        run {
          id
          runNumber
          mailing {
            id
            name
          }
        }
      }
      pageInfo {
        ...Page
      }
      totalCount
      totalCountIsExact
    }
  }
`;
