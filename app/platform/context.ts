import { createContext } from "react-router";
import type { Refusal } from "./errors.ts";
import type { OpenApiDocument } from "./openapi.ts";
import type { Scope } from "./scope.server.ts";

/** What the worker hands to every loader, action and the document: where and when we are. Who it is, identity says. */
export const requestContext = createContext<Scope>();

/** Why this request gets no page but that; the root says it before anything is loaded. */
export const refusalContext = createContext<Refusal | undefined>();

/** The document of the whole API, made by the worker that mounts it; for the page that shows it. */
export const apiDocumentContext = createContext<() => OpenApiDocument>();
