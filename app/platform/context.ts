import { createContext } from "react-router";
import type { Scope } from "./scope.server.ts";

/** What the worker hands to every loader, action and the document: where and when we are. Who it is, identity says. */
export const requestContext = createContext<Scope>();
