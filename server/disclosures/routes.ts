import { listDisclosures } from '#server/disclosures/queries.ts';
import { get, type Route } from '#server/kernel/routes.ts';

export const disclosureRoutes: readonly Route[] = [get('/disclosures', listDisclosures)];
