/** Number of deliveries on a recipient's page. */
export const deliveriesPerPage = 20;
