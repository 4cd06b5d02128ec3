import { registration } from "#app/identity/register.server.ts";
import { furnishCatalogIn } from "./furnish.server.ts";

/** Registers a business that already has the categories an optician begins with. */
export const openBusiness = registration(furnishCatalogIn);
