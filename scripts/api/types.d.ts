// Written by `npm run api-types` from the OpenAPI document. Not by hand.

export interface paths {
    "/api/v1/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Allow one risky act of whoever is at the till, by PIN
         * @description By somebody who may do it themselves, at the till it is done at. The id goes with the act as `approvalId`: once, within a minute. Without a slug the PIN may be that of anybody who may.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        act: "refund" | "discount" | "write_off";
                        pin: string;
                        slug?: string;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            act: "refund" | "discount" | "write_off";
                            approvalId: string;
                            approvedBy: {
                                id: string;
                                name: string;
                            };
                            /** Format: date-time */
                            expiresAt: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/attributes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What products are described by, in order, with the values there are */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Attribute"][];
                            nextCursor: null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /** Ask every product for an attribute */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        position?: number;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/attributes/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * No longer ask products for an attribute
         * @description What they say of it stays.
         */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            position: number;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Rename an attribute on every product that carries it */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        to: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            products: number;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/attributes/order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give the attributes their order */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        names: string[];
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            names: string[];
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happened, newest first: by who, what, to what, when and from where
         * @description A page may be shorter than `limit`, even empty, where what is asked for is rare; as long as there is a `nextCursor`, go on.
         */
        get: {
            parameters: {
                query?: {
                    actorId?: string;
                    cursor?: string;
                    /** @description The till it was done at */
                    deviceId?: string;
                    from?: string;
                    /** @description The address it came from */
                    ip?: string;
                    limit?: number;
                    storeId?: string;
                    subjectId?: string;
                    subjectType?: string;
                    type?: string;
                    until?: string;
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Event"][];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/chain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The last seal, what waits for the next, and what the last check found */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            check: {
                                /** @description The last seal that was held against its events */
                                checkedTo: number;
                                events: number;
                                findings: components["schemas"]["AuditFinding"][];
                                /** Format: date-time */
                                finishedAt: string | null;
                                /** Format: date-time */
                                startedAt: string;
                            } | null;
                            last: components["schemas"]["LastSeal"] | null;
                            waiting: number;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/seals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The seals, in their order */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    /** @description The first number */
                    from?: number;
                    limit?: number;
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["AuditSeal"][];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /** Seal what waits, at most five hundred events; a job does so every hour */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            more: boolean;
                            sealed: number;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Work the chain out again, and name what was changed, is missing or was put in
         * @description With `anchor`, a seal that was written down elsewhere, a chain that was cut off or made anew is told apart too. A long chain is not finished by one call: go on with `anew` false.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        anchor?: {
                            hash: string;
                            number: number;
                        };
                        /** @default true */
                        anew?: boolean;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            checkedAt: string;
                            /** @description The last seal that was held against its events */
                            checkedTo: number;
                            events: number;
                            findings: components["schemas"]["AuditFinding"][];
                            finished: boolean;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/change-email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change the e-mail by the link that was mailed to the new one
         * @description The link works once, for a day. Sessions stay.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        token: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            email: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/dev-mint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A service's token without a password; 404 in a production */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Its slug or id; whoever is signed in gets their own, anybody else the first there is */
                        business?: string;
                        minutes?: number;
                        scopes?: string[];
                        /**
                         * @description Whose catalog may be read, where no scopes are named
                         * @default moscot
                         */
                        vendor?: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ServiceToken"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for another e-mail to sign in with
         * @description A link goes to the new address, a notice to the one of now. Nothing changes until the link is used.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        currentPassword: string;
                        email: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            asked: true;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/employee/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in at a till with a PIN
         * @description On an enrolled device only. Sets the EMP_SESS cookie for four hours; whoever was at the till is out. From then on nobody who is signed in to the back office in the same browser sells there in their place, unless they say so at the till's door.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        pin: string;
                        slug: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            device: {
                                id: string;
                                name: string;
                            };
                            employee: components["schemas"]["EmployeeAtTill"];
                            /** Format: date-time */
                            expiresAt: string;
                            store: components["schemas"]["Store"];
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/forgot-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mail a link for a new password
         * @description The same answer whether or not somebody signs in with this e-mail.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        email: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            asked: true;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with e-mail or user name
         * @description Sets the session cookie and answers a bearer token for callers without cookies. Both end when the session does.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description An empty one counts as not given */
                        email?: string;
                        password: string;
                        username?: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            business: components["schemas"]["Business"];
                            store: components["schemas"]["Store"] | null;
                            token?: string;
                            user: components["schemas"]["User"];
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End this session, at a till that of the employee; fine without one */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who this is, and what they may do */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            business: components["schemas"]["Business"];
                            /** @description The till, where there is one */
                            device: {
                                id: string;
                                name: string;
                            } | null;
                            /** @description Who is at the till by PIN */
                            employee: components["schemas"]["EmployeeAtTill"] | null;
                            principal: {
                                id: string;
                                /** @enum {string} */
                                kind: "user" | "employee" | "device" | "key" | "service";
                                permissions: string[];
                                role: string | null;
                            };
                            /** @description The till's, or the first of the stores */
                            store: components["schemas"]["Store"] | null;
                            stores: components["schemas"]["Store"][];
                            /** @description Null at a till nobody is signed in at */
                            user: components["schemas"]["User"] | null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change one's password; ends the other sessions */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        currentPassword: string;
                        newPassword: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            changed: true;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Register a business with its first store and owner, and sign in */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        businessName?: string;
                        currency?: string;
                        email?: string;
                        /** @enum {string} */
                        locale?: "en" | "da";
                        name?: string;
                        password: string;
                        storeName?: string;
                        timeZone?: string;
                        username?: string;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            business: components["schemas"]["Business"];
                            store: components["schemas"]["Store"] | null;
                            token?: string;
                            user: components["schemas"]["User"];
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/resend-verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mail one's own verification link again */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        locale?: "en" | "da";
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            asked: true;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/reset-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Choose a new password by the link that was mailed
         * @description The link works once, for an hour. Every session of the person ends; the answer sets the cookie of a new one.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        newPassword: string;
                        token: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            business: components["schemas"]["Business"];
                            store: components["schemas"]["Store"] | null;
                            token?: string;
                            user: components["schemas"]["User"];
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own sessions */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                expiresAt: string;
                                id: string;
                                ip: string | null;
                                isThis: boolean;
                                /** Format: date-time */
                                seenAt: string;
                                userAgent: string;
                            }[];
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one of one's own sessions */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            revoked: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/store/send-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a device a till, 2 of 3: mail the code
         * @description To the address on file; a new code makes the one before useless and gives no guess back. `to` sends it elsewhere: outside production, or to RESEND_TEST_TO.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        storeId?: string;
                        to?: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PendingDevice"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/store/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a device a till, 1 of 3: the store's e-mail and password
         * @description The store's own login, or an owner's, who may name one of their stores (here or with the code; the first shop otherwise). Sets the STORE_PENDING cookie for ten minutes.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        email: string;
                        password: string;
                        storeId?: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The address on file, masked */
                            email: string;
                            /** Format: date-time */
                            expiresAt: string;
                            /**
                             * @description Where the code comes from: a mail, or an authenticator app
                             * @enum {string}
                             */
                            method: "email" | "app";
                            /**
                             * Format: date-time
                             * @description When a new code can be sent
                             */
                            resendAt: string | null;
                            sent: boolean;
                            store: {
                                id: string;
                                name: string;
                            };
                            stores: {
                                id: string;
                                name: string;
                            }[];
                            triesLeft: number;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/store/verify-2fa": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a device a till, 3 of 3: the code
         * @description Sets the STORE_SESS cookie for 180 days. Five guesses for a login, whatever is sent again; a code opens once.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                        name?: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["EnrolledDevice"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/verify-email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Verify an e-mail by the link that was mailed to it */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        token: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            email: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalog": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Vendors by name, with how each catalog stands */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Vendor"][];
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /** Add a vendor */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Of prices that do not say theirs; the business's when left out */
                        currency?: string;
                        name: string;
                        /** @enum {string} */
                        schedule?: "off" | "daily" | "weekly";
                        /** @enum {string} */
                        source: "shopify-storefront" | "upload";
                        /** @description The storefront's address, for a shopify-storefront */
                        url?: string | null;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Vendor"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalog/{vendor}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a vendor offers, by title; its last snapshot while there are no rows */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    /** @description Another object of this vendor's folder; heard outside production only */
                    path?: string;
                    /** @description Words of title, SKU, barcode or attributes; all must be found */
                    q?: string;
                    /** @description listed: there at the last reading */
                    show?: "listed" | "missing" | "deleted" | "all";
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    vendor: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            from: "rows" | "snapshot";
                            items: components["schemas"]["VendorCatalogItem"][];
                            nextCursor: string | null;
                            vendor: {
                                name: string;
                                slug: string;
                            };
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a vendor, or where its catalog comes from */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                    /** @description The ETag the change was made from: 409 when it is another by now */
                    "If-Match"?: string;
                };
                path: {
                    vendor: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        currency?: string;
                        name?: string;
                        /** @enum {string} */
                        schedule?: "off" | "daily" | "weekly";
                        /** @enum {string} */
                        source?: "shopify-storefront" | "upload";
                        url?: string | null;
                        version?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Vendor"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/catalog/{vendor}/additions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the last adding of a vendor's items to your catalog went */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    vendor: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            addition: components["schemas"]["VendorAddition"] | null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /** Make a vendor's items products of yours: drafts, linked at once */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    vendor: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description What the vendor's price is to be: your price, your cost, or neither
                         * @default price
                         * @enum {string}
                         */
                        priceAs?: "price" | "cost" | "none";
                        /** @description What one unit of the vendor's currency is in yours; without it prices in another currency are left out */
                        rate?: number | null;
                        /** @description Of the items that are no product of yours yet */
                        which: {
                            /** @description These items */
                            items: string[];
                        } | {
                            /** @description Every item of a style of the vendor's */
                            styleId: string;
                        } | {
                            /** @description Every item whose title, SKU, barcode or attributes hold these words; empty: all */
                            q: string;
                        } | {
                            from: string;
                            to: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Done */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            additionId: string;
                            items: number;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalog/{vendor}/additions/{addition}/pictures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try the pictures again that could not be had */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    addition: string;
                    vendor: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            additionId: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalog/{vendor}/additions/{addition}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop an adding: what it has made stays, the rest is left alone */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    addition: string;
                    vendor: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            additionId: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalog/{vendor}/additions/{addition}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take an adding back: products nobody has touched since go */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    addition: string;
                    vendor: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            additionId: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalog/{vendor}/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Two snapshots held against each other: new, gone, dearer, cheaper, renamed, other codes
         * @description Without any named: what waits for an answer against the catalog, or the newest against the one before. At most 500 changes; the counts are whole.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The older; else the one before `to` */
                    from?: string;
                    /** @description Only changes of this kind */
                    kind?: "created" | "gone" | "dearer" | "cheaper" | "renamed" | "barcode" | "sku";
                    /** @description The newer; else the one that waits for an answer, or the newest */
                    to?: string;
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    vendor: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["VendorComparison"];
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalog/{vendor}/link-changes/{change}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a person's decision back */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    change: string;
                    vendor: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            catalogId: string;
                            title: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalog/{vendor}/link-runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Link a vendor's items to products automatically; a dry run only says what would be
         * @description Barcode, then SKU, then model, colour and size; one clear winner links, several are put before a person. Look at links for how it goes on.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    vendor: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default true */
                        dryRun?: boolean;
                    };
                };
            };
            responses: {
                /** @description Done */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            runId: string;
                            vendorId: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalog/{vendor}/link-runs/{run}/agree": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Do what a dry run said */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    run: string;
                    vendor: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            runId: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalog/{vendor}/link-runs/{run}/drop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Do not do what a dry run said, or stop a run that is under way: what it has linked stays */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    run: string;
                    vendor: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            runId: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalog/{vendor}/link-runs/{run}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take back what a vendor's newest run linked and ended
         * @description What a person has decided since stands. The next reading asks again before it links.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    run: string;
                    vendor: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Items that are what they were */
                            restored: number;
                            runId: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalog/{vendor}/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A vendor's items by how they are linked to products, and how the last linking went */
        get: {
            parameters: {
                query?: {
                    /** @description Only this item, whatever it is */
                    catalogId?: string;
                    cursor?: string;
                    limit?: number;
                    /** @description Words of title, SKU, barcode or attributes; all must be found */
                    q?: string;
                    /** @description review: to be decided · rule: linked automatically · unlinked: nothing of ours · person: decided by somebody */
                    show?: "review" | "rule" | "unlinked" | "person";
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    vendor: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            counts: {
                                person?: number;
                                review?: number;
                                rule?: number;
                                unlinked?: number;
                            };
                            items: components["schemas"]["VendorLink"][];
                            nextCursor: string | null;
                            run: components["schemas"]["VendorLinkRun"] | null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /** Say for good which product an item is, or that it is none of ours */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    vendor: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        catalogId: string;
                        /** @description Instead: the SKU or barcode of the product it is */
                        code?: string;
                        /** @description The product it is; null: none of ours */
                        productId?: string | null;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            changeId: string;
                            product: string | null;
                            productId: string | null;
                            title: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalog/{vendor}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Readings of a vendor's catalog, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    vendor: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["SyncRun"][];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalog/{vendor}/runs/{run}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One reading */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    run: string;
                    vendor: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SyncRun"];
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalog/{vendor}/runs/{run}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Believe a catalog that has shrunk: the reading goes on */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    run: string;
                    vendor: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SyncRun"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalog/{vendor}/runs/{run}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Do not believe it: nothing is changed */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    run: string;
                    vendor: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SyncRun"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalog/{vendor}/snapshots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Snapshots that became the vendor's catalog, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    vendor: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["VendorSnapshot"][];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalog/{vendor}/snapshots/{hash}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make the catalog what it was in a snapshot
         * @description Read anew like a file that was sent: 200 when it is done already, 202 while it goes on.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    hash: string;
                    vendor: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SyncRun"];
                    };
                };
                /** @description Done */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SyncRun"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalog/{vendor}/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The vendor, and how its catalog stands */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    vendor: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Vendor"];
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Read a vendor's catalog: the one sent along (JSON or CSV), or its storefront
         * @description 200 when it is done already, 202 while it goes on; look again at runs/{run}. 409 while another reading is under way. No body, and an empty object, ask for the storefront. What is missing from a file that says `complete: false` is not held to be gone. A service's token needs the scopes `catalog:sync` and `catalog:sync:<vendor>`.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    vendor: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": unknown;
                    "text/csv": unknown;
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SyncRun"];
                    };
                };
                /** @description Done */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SyncRun"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The category tree, flat, in order */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Category"][];
                            nextCursor: null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /** Add a category */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        parentId?: string | null;
                        position?: number;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Category"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/categories/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One category */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Category"];
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        /** Rename a category, or move it in the tree */
        put: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                    /** @description The ETag the change was made from: 409 when it is another by now */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        parentId?: string | null;
                        position?: number;
                        /** @description The version this change was made from; another one by now is refused with 409 */
                        version?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Category"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        post?: never;
        /**
         * Remove a category
         * @description With `contents=up` what stands in it moves to the category above (or to none); without, only an empty one goes.
         */
        delete: {
            parameters: {
                query?: {
                    contents?: "up";
                };
                header?: {
                    "Idempotency-Key"?: string;
                    /** @description The ETag the change was made from: 409 when it is another by now */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CategoryRemoval"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Rename a category, or move it in the tree */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                    /** @description The ETag the change was made from: 409 when it is another by now */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        parentId?: string | null;
                        position?: number;
                        /** @description The version this change was made from; another one by now is refused with 409 */
                        version?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Category"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/categories/{id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Move everything in it into another category, and remove it */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The category that takes everything in */
                        intoId: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CategoryRemoval"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/categories/order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give the categories under one parent their order */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Every category under the parent, in the order they shall have */
                        categoryIds: string[];
                        parentId: string | null;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            categoryIds: string[];
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/categories/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a removal or a merge back
         * @description What was moved on since stays where it is.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description `changeId` of the removal or merge to take back */
                        changeId: string;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Category"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every connection, oldest first */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                createdAt: string;
                                currency: string;
                                /** @description Levels that had drifted, at the last reading of everything sold there */
                                drift: number;
                                expiresAt: string | null;
                                id: string;
                                lastAskedAt: string | null;
                                lastPushAt: string | null;
                                lastReadAt: string | null;
                                lastWebhookAt: string | null;
                                /** @description At which of the shop's locations levels are set and read; null where it has one stock only */
                                locationId: string | null;
                                name: string;
                                /** @description Orders taken from it; of an ERP, sales told to it */
                                orderCount: number;
                                /** @description While the platform's API answers in another version than it is asked in: which two, and since when; null while they are one */
                                otherVersion: {
                                    answered: string;
                                    asked: string;
                                    since: string;
                                } | null;
                                /** @enum {string} */
                                platform: "shopify" | "woocommerce" | "prokip" | "whatsapp" | "instagram" | "messenger";
                                productCount: number;
                                /** @description From a shelf's change to the last level that was set there */
                                pushLagMs: number | null;
                                settings: {
                                    buffer: number;
                                    cap: number | null;
                                    pushStock: boolean;
                                    sendSales: boolean;
                                    /** @enum {string} */
                                    stockAuthority: "self" | "erp";
                                    takeOrders: boolean;
                                };
                                /**
                                 * @description `broken`: connect it again
                                 * @enum {string}
                                 */
                                state: "active" | "paused" | "broken" | "disconnected";
                                storeId: string;
                                storeUrl: string;
                                trouble: {
                                    kind: string;
                                    reason: string;
                                    said: string;
                                    since: string;
                                } | null;
                                version: number;
                            }[];
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /** Connect a shop by its keys */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        consumerKey: string;
                        consumerSecret: string;
                        /** @enum {string} */
                        platform: "woocommerce";
                        /** @description Whose shelf it sells from; the first store's without it */
                        storeId?: string;
                        storeUrl: string;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description What the platform may still be asked, as it last said: points left, the most there can be, how many come back a second */
                            budget: {
                                at: string;
                                left: number;
                                most: number;
                                perSecond: number;
                            } | null;
                            /** @description What the platform can do at all */
                            can: {
                                bookSales: boolean;
                                createProducts: boolean;
                                setStock: boolean;
                                takeOrders: boolean;
                                talk: boolean;
                                tellUs: boolean;
                            };
                            /** @description Levels that were another there than we knew, and that no order explains; ours was set */
                            conflicts: {
                                at: string;
                                /** @description By how much our shelf is wrong, where theirs is right; null where theirs says nothing of it */
                                correction: number | null;
                                name: string;
                                ours: number;
                                productId: string | null;
                                sku: string;
                                theirs: number | null;
                                variantId: string;
                            }[];
                            createdAt: string;
                            currency: string;
                            /** @description Levels that had drifted, at the last reading of everything sold there */
                            drift: number;
                            expiresAt: string | null;
                            id: string;
                            /** @description From hearing of something to our books, of the last hundred */
                            lag: {
                                count: number;
                                medianMs: number;
                                p95Ms: number;
                            } | null;
                            lastAskedAt: string | null;
                            lastPushAt: string | null;
                            lastReadAt: string | null;
                            lastWebhookAt: string | null;
                            /** @description At which of the shop's locations levels are set and read; null where it has one stock only */
                            locationId: string | null;
                            name: string;
                            /** @description Orders taken from it; of an ERP, sales told to it */
                            orderCount: number;
                            /** @description Orders that could not be brought in line here by themselves */
                            orders: {
                                /** @description Somebody is to say besides whether goods that were given back are on the shelf */
                                asksForRestock: boolean;
                                number: string;
                                orderId: string | null;
                                platformOrderId: string;
                                reason: string;
                                updatedAt: string;
                            }[];
                            /** @description While the platform's API answers in another version than it is asked in: which two, and since when; null while they are one */
                            otherVersion: {
                                answered: string;
                                asked: string;
                                since: string;
                            } | null;
                            /** @enum {string} */
                            platform: "shopify" | "woocommerce" | "prokip" | "whatsapp" | "instagram" | "messenger";
                            /** @description Webhooks a person should look at */
                            poisoned: number;
                            productCount: number;
                            /** @description From a shelf's change to its level there, of the last hundred times levels were set */
                            pushes: {
                                count: number;
                                medianMs: number;
                                p95Ms: number;
                            } | null;
                            /** @description From a shelf's change to the last level that was set there */
                            pushLagMs: number | null;
                            /** @description While everything sold there is being read: how far that is; `total` is null where the platform does not say */
                            reading: {
                                done: number;
                                total: number | null;
                            } | null;
                            /** @description Sales that wait for a person */
                            salesParked: number;
                            /** @description Sales on their way into an ERP's books */
                            salesWaiting: number;
                            settings: {
                                buffer: number;
                                cap: number | null;
                                pushStock: boolean;
                                sendSales: boolean;
                                /** @enum {string} */
                                stockAuthority: "self" | "erp";
                                takeOrders: boolean;
                            };
                            /**
                             * @description `broken`: connect it again
                             * @enum {string}
                             */
                            state: "active" | "paused" | "broken" | "disconnected";
                            storeId: string;
                            storeUrl: string;
                            trouble: {
                                kind: string;
                                reason: string;
                                said: string;
                                since: string;
                            } | null;
                            /** @description Variants nobody knows the product of */
                            unlinked: number;
                            /** @description Of the last reading, going on or over: what nobody could make anything of */
                            unread: number;
                            version: number;
                            /** @description Webhooks that were kept and not worked on yet */
                            waiting: number;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One connection, with how it is doing */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description What the platform may still be asked, as it last said: points left, the most there can be, how many come back a second */
                            budget: {
                                at: string;
                                left: number;
                                most: number;
                                perSecond: number;
                            } | null;
                            /** @description What the platform can do at all */
                            can: {
                                bookSales: boolean;
                                createProducts: boolean;
                                setStock: boolean;
                                takeOrders: boolean;
                                talk: boolean;
                                tellUs: boolean;
                            };
                            /** @description Levels that were another there than we knew, and that no order explains; ours was set */
                            conflicts: {
                                at: string;
                                /** @description By how much our shelf is wrong, where theirs is right; null where theirs says nothing of it */
                                correction: number | null;
                                name: string;
                                ours: number;
                                productId: string | null;
                                sku: string;
                                theirs: number | null;
                                variantId: string;
                            }[];
                            createdAt: string;
                            currency: string;
                            /** @description Levels that had drifted, at the last reading of everything sold there */
                            drift: number;
                            expiresAt: string | null;
                            id: string;
                            /** @description From hearing of something to our books, of the last hundred */
                            lag: {
                                count: number;
                                medianMs: number;
                                p95Ms: number;
                            } | null;
                            lastAskedAt: string | null;
                            lastPushAt: string | null;
                            lastReadAt: string | null;
                            lastWebhookAt: string | null;
                            /** @description At which of the shop's locations levels are set and read; null where it has one stock only */
                            locationId: string | null;
                            name: string;
                            /** @description Orders taken from it; of an ERP, sales told to it */
                            orderCount: number;
                            /** @description Orders that could not be brought in line here by themselves */
                            orders: {
                                /** @description Somebody is to say besides whether goods that were given back are on the shelf */
                                asksForRestock: boolean;
                                number: string;
                                orderId: string | null;
                                platformOrderId: string;
                                reason: string;
                                updatedAt: string;
                            }[];
                            /** @description While the platform's API answers in another version than it is asked in: which two, and since when; null while they are one */
                            otherVersion: {
                                answered: string;
                                asked: string;
                                since: string;
                            } | null;
                            /** @enum {string} */
                            platform: "shopify" | "woocommerce" | "prokip" | "whatsapp" | "instagram" | "messenger";
                            /** @description Webhooks a person should look at */
                            poisoned: number;
                            productCount: number;
                            /** @description From a shelf's change to its level there, of the last hundred times levels were set */
                            pushes: {
                                count: number;
                                medianMs: number;
                                p95Ms: number;
                            } | null;
                            /** @description From a shelf's change to the last level that was set there */
                            pushLagMs: number | null;
                            /** @description While everything sold there is being read: how far that is; `total` is null where the platform does not say */
                            reading: {
                                done: number;
                                total: number | null;
                            } | null;
                            /** @description Sales that wait for a person */
                            salesParked: number;
                            /** @description Sales on their way into an ERP's books */
                            salesWaiting: number;
                            settings: {
                                buffer: number;
                                cap: number | null;
                                pushStock: boolean;
                                sendSales: boolean;
                                /** @enum {string} */
                                stockAuthority: "self" | "erp";
                                takeOrders: boolean;
                            };
                            /**
                             * @description `broken`: connect it again
                             * @enum {string}
                             */
                            state: "active" | "paused" | "broken" | "disconnected";
                            storeId: string;
                            storeUrl: string;
                            trouble: {
                                kind: string;
                                reason: string;
                                said: string;
                                since: string;
                            } | null;
                            /** @description Variants nobody knows the product of */
                            unlinked: number;
                            /** @description Of the last reading, going on or over: what nobody could make anything of */
                            unread: number;
                            version: number;
                            /** @description Webhooks that were kept and not worked on yet */
                            waiting: number;
                            /** @description Of an account people write to: what its platform's own settings are to name; for who may connect */
                            webhookUrl: string | null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        /** Rename it, say whose shelf it sells from, at which of the shop's locations that is, and what goes through it */
        put: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                    /** @description The ETag the change was made from: 409 when it is another by now */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description At which of the shop's locations levels are set and read, of `/channels/{id}/locations` */
                        locationId?: string;
                        name?: string;
                        /** @description Only these; the others stay as they are */
                        settings?: {
                            /** @description So many of each product are kept back */
                            buffer?: number;
                            /** @description No more than so many are shown there; null: all */
                            cap?: number | null;
                            /** @description What is free here is set there */
                            pushStock?: boolean;
                            /** @description Where it is an ERP: what is sold here is written down there */
                            sendSales?: boolean;
                            /**
                             * @description Where it is an ERP: whose count holds on its store's shelf, ours or the ERP's. `erp` takes effect while `sendSales` is on
                             * @enum {string}
                             */
                            stockAuthority?: "self" | "erp";
                            /** @description Orders made there become orders here */
                            takeOrders?: boolean;
                        };
                        storeId?: string;
                        /** @description Of the connection the change was made from: 409 when it is another by now */
                        version?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description What the platform may still be asked, as it last said: points left, the most there can be, how many come back a second */
                            budget: {
                                at: string;
                                left: number;
                                most: number;
                                perSecond: number;
                            } | null;
                            /** @description What the platform can do at all */
                            can: {
                                bookSales: boolean;
                                createProducts: boolean;
                                setStock: boolean;
                                takeOrders: boolean;
                                talk: boolean;
                                tellUs: boolean;
                            };
                            /** @description Levels that were another there than we knew, and that no order explains; ours was set */
                            conflicts: {
                                at: string;
                                /** @description By how much our shelf is wrong, where theirs is right; null where theirs says nothing of it */
                                correction: number | null;
                                name: string;
                                ours: number;
                                productId: string | null;
                                sku: string;
                                theirs: number | null;
                                variantId: string;
                            }[];
                            createdAt: string;
                            currency: string;
                            /** @description Levels that had drifted, at the last reading of everything sold there */
                            drift: number;
                            expiresAt: string | null;
                            id: string;
                            /** @description From hearing of something to our books, of the last hundred */
                            lag: {
                                count: number;
                                medianMs: number;
                                p95Ms: number;
                            } | null;
                            lastAskedAt: string | null;
                            lastPushAt: string | null;
                            lastReadAt: string | null;
                            lastWebhookAt: string | null;
                            /** @description At which of the shop's locations levels are set and read; null where it has one stock only */
                            locationId: string | null;
                            name: string;
                            /** @description Orders taken from it; of an ERP, sales told to it */
                            orderCount: number;
                            /** @description Orders that could not be brought in line here by themselves */
                            orders: {
                                /** @description Somebody is to say besides whether goods that were given back are on the shelf */
                                asksForRestock: boolean;
                                number: string;
                                orderId: string | null;
                                platformOrderId: string;
                                reason: string;
                                updatedAt: string;
                            }[];
                            /** @description While the platform's API answers in another version than it is asked in: which two, and since when; null while they are one */
                            otherVersion: {
                                answered: string;
                                asked: string;
                                since: string;
                            } | null;
                            /** @enum {string} */
                            platform: "shopify" | "woocommerce" | "prokip" | "whatsapp" | "instagram" | "messenger";
                            /** @description Webhooks a person should look at */
                            poisoned: number;
                            productCount: number;
                            /** @description From a shelf's change to its level there, of the last hundred times levels were set */
                            pushes: {
                                count: number;
                                medianMs: number;
                                p95Ms: number;
                            } | null;
                            /** @description From a shelf's change to the last level that was set there */
                            pushLagMs: number | null;
                            /** @description While everything sold there is being read: how far that is; `total` is null where the platform does not say */
                            reading: {
                                done: number;
                                total: number | null;
                            } | null;
                            /** @description Sales that wait for a person */
                            salesParked: number;
                            /** @description Sales on their way into an ERP's books */
                            salesWaiting: number;
                            settings: {
                                buffer: number;
                                cap: number | null;
                                pushStock: boolean;
                                sendSales: boolean;
                                /** @enum {string} */
                                stockAuthority: "self" | "erp";
                                takeOrders: boolean;
                            };
                            /**
                             * @description `broken`: connect it again
                             * @enum {string}
                             */
                            state: "active" | "paused" | "broken" | "disconnected";
                            storeId: string;
                            storeUrl: string;
                            trouble: {
                                kind: string;
                                reason: string;
                                said: string;
                                since: string;
                            } | null;
                            /** @description Variants nobody knows the product of */
                            unlinked: number;
                            /** @description Of the last reading, going on or over: what nobody could make anything of */
                            unread: number;
                            version: number;
                            /** @description Webhooks that were kept and not worked on yet */
                            waiting: number;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        post?: never;
        /** Disconnect it */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            success: true;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/conflicts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say which number is right where another one stood there: `theirs` corrects our shelf by the difference
         * @description 409 `stale_write`: another number stands there by now; look again.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description Of the conflict that was looked at
                         */
                        at: string;
                        /**
                         * @description Whose number holds
                         * @enum {string}
                         */
                        right: "ours" | "theirs";
                        variantId: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description By how much our shelf was corrected */
                            delta: number;
                            variantId: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/data-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who asked a shop what is held of them: the last fifty, those that wait first */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                answeredAt: string | null;
                                answeredBy: string;
                                askedAt: string;
                                /** @description By when the law wants it answered */
                                dueAt: string;
                                id: string;
                                /** @description Orders they named that are nobody's here */
                                looseOrders: string[];
                                /** @description Orders of theirs, counted when they asked */
                                orders: number;
                                /** @description Who they are here; `/customers/{id}/record` is the file to hand to them. Who was erased since is not among them */
                                people: {
                                    id: string;
                                    name: string;
                                }[];
                            }[];
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/data-requests/{requestId}/answered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that somebody was given what is held of them */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                    requestId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            requestId: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/locations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the goods of a connection's shop lie, asked there; none where it has one stock only */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                isChosen: boolean;
                                name: string;
                            }[];
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/orders/seen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that somebody has seen to an order that could not be brought in line by itself */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        platformOrderId: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            platformOrderId: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was read of a connection's shop and set there, newest first, of 90 days */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    /** @description `orders`: the shop was asked for them; `goods`: all that is sold there was read; `levels`: what changed here was set there */
                    kind?: "orders" | "goods" | "levels";
                    limit?: number;
                    /** @description Only those that failed, or could not do all of it */
                    wrong?: "true" | "false";
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description Of the person who asked for it; empty where nobody did */
                                actorName: string;
                                /**
                                 * @description `change`: something changed here
                                 * @enum {string}
                                 */
                                cause: "schedule" | "person" | "change";
                                /** @description What of it was news here */
                                changed: number;
                                endedAt: string;
                                /** @description Why it failed, in a word: as in `trouble` of the connection, or `unexpected` */
                                error: string | null;
                                /** @description What could not be done */
                                failed: number;
                                id: string;
                                /** @enum {string} */
                                kind: "orders" | "goods" | "levels";
                                /**
                                 * @description `partly`: some of it could not be done
                                 * @enum {string}
                                 */
                                outcome: "nothing" | "changed" | "partly" | "failed";
                                pages: number;
                                /** @description What was set there */
                                pushed: number;
                                /** @description What was looked at */
                                read: number;
                                /** @description How often it found the same in a row, until `endedAt`; of levels, how often some were set within an hour */
                                rounds: number;
                                /** @description What was left as it is */
                                skipped: number;
                                startedAt: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/sales": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sales as they go into an ERP's books, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    state?: "waiting" | "sent" | "parked" | "passed";
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description What the ERP said of it */
                                heard: string;
                                number: string;
                                orderId: string;
                                reason: string;
                                /** @description What the ERP calls it */
                                saleId: string | null;
                                sentAt: string | null;
                                /** @description Which goods the reason is about */
                                skus: string[];
                                /**
                                 * @description `parked`: a person has to see to it; `passed`: nothing of it is goods
                                 * @enum {string}
                                 */
                                state: "waiting" | "sent" | "parked" | "passed";
                                updatedAt: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/sales/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell parked sales to the ERP again: one, or all of them */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description All that are parked without it */
                        orderId?: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            sales: number;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a connection told us, newest first, and what became of it */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    state?: "waiting" | "done" | "passed" | "poisoned";
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                bytes: number;
                                details: {
                                    [key: string]: unknown;
                                };
                                id: string;
                                occurredAt: string;
                                outcome: string;
                                receivedAt: string;
                                replays: number;
                                resourceId: string | null;
                                settledAt: string | null;
                                /** @enum {string} */
                                state: "waiting" | "done" | "passed" | "poisoned";
                                topic: string;
                                tries: number;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/webhooks/{receiptId}/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What would follow from it if it were worked on now */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    id: string;
                    receiptId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            would: {
                                about: string;
                                kind: string;
                                steps: {
                                    step: string;
                                    why: string | null;
                                }[];
                            }[];
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/webhooks/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Work on one again, or on all that came between two instants (ms UTC) */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        from?: number;
                        receiptId?: string;
                        until?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            receipts: number;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Chats, whoever wrote last first */
        get: {
            parameters: {
                query?: {
                    /** @description me, none, or somebody's id */
                    assignee?: string;
                    connectionId?: string;
                    cursor?: string;
                    label?: string;
                    limit?: number;
                    /** @description Words of what was said, or of the customer's name or number: the best answers, one page of them */
                    q?: string;
                    /** @description waiting: those who wait for an answer, whoever waits longest first (without `q`) */
                    sort?: "latest" | "waiting";
                    /** @description All of them without it */
                    status?: "OPEN" | "PENDING" | "RESOLVED" | "CLOSED";
                    /** @description true: only with something nobody has read */
                    unread?: "true" | "false";
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Chat"][];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Open a chat with somebody who has not written yet
         * @description By their number, on WhatsApp. One that is there already is answered with 200. The first word must be a template.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        connectionId: string;
                        /** @description Who it is; without it, whoever the connection knows, or somebody new */
                        customerId?: string;
                        /** @default  */
                        name?: string;
                        /** @description Their number there, with its country */
                        phone: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The same as `id` */
                            chatId: string;
                            id: string;
                            isNew: boolean;
                        };
                    };
                };
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The same as `id` */
                            chatId: string;
                            id: string;
                            isNew: boolean;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chats/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One chat */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OpenChat"];
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        /**
         * Say how a chat stands, whose it is, and its labels
         * @description What is not named stays; a chat as it was got may be put back whole.
         */
        put: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The same, also as a chat shows it; where both are named, `assigneeId` counts */
                        assignee?: string | {
                            id: string;
                        } | null;
                        /** @description null: nobody */
                        assigneeId?: string | null;
                        /** @description All it is to have: their ids, or the labels as a chat shows them */
                        labels?: (string | {
                            id: string;
                        })[];
                        /** @enum {string} */
                        status?: "OPEN" | "PENDING" | "RESOLVED" | "CLOSED";
                        /** @description Whose it was when you looked: refused where it is somebody else's by now */
                        wasAssigneeId?: string | null;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            assigneeId: string | null;
                            chatId: string;
                            labels: string[];
                            status: string;
                            version: number;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        post?: never;
        /**
         * Close a chat
         * @description It opens again when the customer writes. What was said goes only with its customer: POST /customers/{id}/erase.
         */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            assigneeId: string | null;
                            chatId: string;
                            labels: string[];
                            status: string;
                            version: number;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chats/{id}/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a file up, to be sent by POST …/messages with its id
         * @description A form with the file in `file`, at most 16 MiB. What it is, its bytes say. Or with a canned answer's id in `cannedId`: a copy of its file.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "multipart/form-data": unknown;
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            bytes: number;
                            mediaId: string;
                            mime: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chats/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was said in a chat, in the order it was said
         * @description Its end, or with `before` what stands ahead of a message, or with `after` what was written down since one.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The highest `seq` you have: what was written down since */
                    after?: number | null;
                    /** @description The `seq` of the oldest message you have: what was said before it */
                    before?: number;
                    limit?: number;
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            hasMore: boolean;
                            items: components["schemas"]["Message"][];
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Say something in a chat: to the customer, now or later, or to colleagues
         * @description It waits as `queued` and leaves within seconds; its `state` says how far it got. 409 `window_closed` leaves templates, and so does `due_after_window` for a `dueAt` past the window there is now.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Yours: the same one in the same chat is the same message, however often it is sent */
                        clientId?: string;
                        /** @description When to send it; now without it */
                        dueAt?: number | string | null;
                        /**
                         * @description For colleagues only
                         * @default false
                         */
                        isNote?: boolean;
                        /** @description Of a file put up for this chat; beside a template, what stands above its words */
                        mediaId?: string;
                        /** @description The message it answers */
                        replyTo?: string;
                        template?: {
                            language: string;
                            name: string;
                            /** @default [] */
                            parameters?: string[];
                        };
                        /** @default  */
                        text?: string;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Message"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chats/{id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that what the customer wrote has been seen */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The `seq` of the last message that was seen; all without it */
                        upTo?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            chatId: string;
                            unread: number;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chats/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many chats wait; each number stops at 999 */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            mine: number;
                            mineUnread: number;
                            open: number;
                            pending: number;
                            unassigned: number;
                            unread: number;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Disconnect a shop: its webhooks and keys go, its orders stay */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            success: true;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/instagram": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Connect an account at Instagram by its token; one that is connected already gets the new one */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Of a system user (WhatsApp), of the professional account (Instagram), of the page (Messenger) */
                        accessToken: string;
                        /** @description The phone number's id (not the number), the professional account's id, or the page's id */
                        accountId: string;
                        /** @description What the app's webhooks are signed with; Instagram's own app secret for Instagram */
                        appSecret: string;
                        /** @description Which store its conversations are of; the first one without it */
                        storeId?: string;
                        /** @description What Meta says when it asks whether the address is ours; without it, one is made */
                        verifyToken?: string;
                        /** @description WhatsApp: the business account's id, where the token is for several */
                        wabaId?: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            connectionId: string;
                            /** @enum {boolean} */
                            success: true;
                            /** @description What the platform is to say there, where you said none and none was there: told in this answer alone */
                            verifyToken: string | null;
                            /** @description To be typed into the platform's own settings, so that it tells us */
                            webhookUrl: string | null;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/messenger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Connect an account at Messenger by its token; one that is connected already gets the new one */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Of a system user (WhatsApp), of the professional account (Instagram), of the page (Messenger) */
                        accessToken: string;
                        /** @description The phone number's id (not the number), the professional account's id, or the page's id */
                        accountId: string;
                        /** @description What the app's webhooks are signed with; Instagram's own app secret for Instagram */
                        appSecret: string;
                        /** @description Which store its conversations are of; the first one without it */
                        storeId?: string;
                        /** @description What Meta says when it asks whether the address is ours; without it, one is made */
                        verifyToken?: string;
                        /** @description WhatsApp: the business account's id, where the token is for several */
                        wabaId?: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            connectionId: string;
                            /** @enum {boolean} */
                            success: true;
                            /** @description What the platform is to say there, where you said none and none was there: told in this answer alone */
                            verifyToken: string | null;
                            /** @description To be typed into the platform's own settings, so that it tells us */
                            webhookUrl: string | null;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/prokip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Connect a location of a Prokip account, by a token or a login; one that is connected already gets the new token
         * @description 409 `location_needed` names the locations where the token opens several and none of them is said. Of a login the password is used once and not kept.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        clientId?: string;
                        clientSecret?: string;
                        /** @description Which location of theirs; may be left out where there is one */
                        locationId?: number | string;
                        /** @description Used once and not kept */
                        password?: string;
                        /** @description Whose shelf it stands for; the first store's without it */
                        storeId?: string;
                        /** @description A bearer token; without it, the login that gets one */
                        token?: string;
                        username?: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            success: true;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/shopify/initiate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Where a merchant gives consent for a Shopify shop to be connected
         * @description Open `authUrl` in the browser of the same session within ten minutes. It comes back to `/connections/callback/shopify`, and from there to `/?shopify_success=true&store=…` or `/?shopify_error=…`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Whose shelf it sells from; the first store's without it */
                        storeId?: string;
                        /** @description mystore, or mystore.myshopify.com */
                        storeUrl: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uri */
                            authUrl: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/webhook/{platform}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A platform asks whether the address is ours, before it sends anything there
         * @description `hub.challenge` comes back as text where `hub.verify_token` is the connection's own; 403 otherwise.
         */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    platform: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/plain": string;
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not your store, or your role may not */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /**
         * A shop says that something happened
         * @description Judged by its signature over the raw bytes, kept as it came, and worked on within seconds. The same delivery again is kept once. Without a header that names it, the topic may stand in the body: `{topic, resource}`. 401: not signed by the shop; 404: for nobody.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    platform: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": unknown;
                    "application/x-www-form-urlencoded": unknown;
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description For how many connections it was new */
                            kept: number;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/whatsapp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Connect an account at WhatsApp by its token; one that is connected already gets the new one */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Of a system user (WhatsApp), of the professional account (Instagram), of the page (Messenger) */
                        accessToken: string;
                        /** @description The phone number's id (not the number), the professional account's id, or the page's id */
                        accountId: string;
                        /** @description What the app's webhooks are signed with; Instagram's own app secret for Instagram */
                        appSecret: string;
                        /** @description Which store its conversations are of; the first one without it */
                        storeId?: string;
                        /** @description What Meta says when it asks whether the address is ours; without it, one is made */
                        verifyToken?: string;
                        /** @description WhatsApp: the business account's id, where the token is for several */
                        wabaId?: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            connectionId: string;
                            /** @enum {boolean} */
                            success: true;
                            /** @description What the platform is to say there, where you said none and none was there: told in this answer alone */
                            verifyToken: string | null;
                            /** @description To be typed into the platform's own settings, so that it tells us */
                            webhookUrl: string | null;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/woocommerce": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Connect a WooCommerce shop by its keys; one that is connected already gets the new ones */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        consumerKey: string;
                        consumerSecret: string;
                        /** @description Whose shelf it sells from; the first store's without it */
                        storeId?: string;
                        storeUrl: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            success: true;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/woocommerce/initiate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Where the owner of a WooCommerce shop lets us in without typing a key
         * @description Open `authUrl` in the browser of the same session within ten minutes. The shop brings its keys to `/connections/woocommerce/keys`; the browser comes back to `/connections/callback/woocommerce`, and from there to the connection, or to `/settings/channels?woocommerce_error=…`. 409 `keys_cannot_come`: this deployment has no https address a shop could bring them to; `keys_not_handed`: the shop has plain permalinks, and with those no page that lets us in.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Whose shelf it sells from; the first store's without it */
                        storeId?: string;
                        storeUrl: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uri */
                            authUrl: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/woocommerce/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A WooCommerce shop brings the keys its owner had made for us
         * @description Kept sealed until the browser that set out is back, and tried at that shop before they are used. 404: nobody waits for them.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        consumer_key: string;
                        consumer_secret: string;
                        /** @description The state somebody set out with */
                        user_id: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            success: true;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Counts of the shelves, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    status?: "counting" | "applied" | "cancelled";
                    storeId?: string;
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["StockCount"][];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /** Open a count of a store, a category in it, or chosen products */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description Who counts is not told what is expected
                         * @default false
                         */
                        blind?: boolean;
                        /** @description With scope `category` */
                        categoryId?: string;
                        note?: string;
                        /** @description With scope `products` */
                        productIds?: string[];
                        /**
                         * @default store
                         * @enum {string}
                         */
                        scope?: "store" | "category" | "products";
                        /** @description May be left out when there is one store */
                        storeId?: string;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StockCount"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One count */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StockCount"];
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counts/{id}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Correct the shelves to what was counted; what was sold or came in since stays so */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        uncounted: "leave" | "zero";
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StockCount"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counts/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a count up; no shelf changes */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StockCount"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counts/{id}/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was counted, and when */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description By how much the shelf was corrected; null until it is applied */
                                correction: number | null;
                                counted: number;
                                /** Format: date-time */
                                countedAt: string;
                                countedBy: string;
                                /** @description What the ledger held at that instant; null in a blind count */
                                expected: number | null;
                                name: string;
                                productId: string;
                                sku: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /** Say how many of a product were found, or that some more were */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description How many more, instead of quantity */
                        add?: number;
                        /** @description SKU or barcode, instead of productId */
                        code?: string;
                        productId?: string;
                        quantity?: number | null;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            counted: number | null;
                            /** Format: date-time */
                            countedAt: string | null;
                            product: {
                                id: string;
                                name: string;
                                sku: string;
                            };
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Customers, by name or by who bought last */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    email?: string;
                    limit?: number;
                    phone?: string;
                    /** @description Words of name, e-mail or town, or the beginning of a telephone number */
                    q?: string;
                    /** @description seen: whoever bought last comes first */
                    sort?: "name" | "seen";
                    state?: "active" | "archived";
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["ListedCustomer"][];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Write a customer down
         * @description 409 `customer_known` names who has that e-mail already; `evenSo` writes down a second person with one mailbox.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        city?: string;
                        country?: string;
                        email?: string | "" | null;
                        /**
                         * @description Also when somebody has that e-mail already: two people, one mailbox
                         * @default false
                         */
                        evenSo?: boolean;
                        /**
                         * @description Which to write to them in; null: the business's
                         * @enum {string|null}
                         */
                        language?: "en" | "da" | null;
                        /** @description Whether they agreed to be written to */
                        mailConsent?: boolean;
                        name?: string;
                        note?: string;
                        /** @description Kept as + and digits; without a country, the business's own */
                        phone?: string | null;
                        postcode?: string;
                        street?: string;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Customer"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One customer, what they bought in all, and how channels know them */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CustomerSheet"];
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        /** Replace what is known of a customer */
        put: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                    /** @description The ETag the change was made from: 409 when it is another by now */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        city?: string;
                        country?: string;
                        email?: string | "" | null;
                        /**
                         * @description Also when somebody has that e-mail already: two people, one mailbox
                         * @default false
                         */
                        evenSo?: boolean;
                        /**
                         * @description Which to write to them in; null: the business's
                         * @enum {string|null}
                         */
                        language?: "en" | "da" | null;
                        /** @description Whether they agreed to be written to */
                        mailConsent?: boolean;
                        name?: string;
                        note?: string;
                        /** @description Kept as + and digits; without a country, the business's own */
                        phone?: string | null;
                        postcode?: string;
                        street?: string;
                        version?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Customer"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        post?: never;
        /**
         * Put a customer away
         * @description They are in no list any more and can be restored. To forget a person for good: POST /customers/{id}/erase.
         */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                    /** @description The ETag the change was made from: 409 when it is another by now */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Customer"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Change what is known of a customer */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                    /** @description The ETag the change was made from: 409 when it is another by now */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        city?: string;
                        country?: string;
                        email?: string | "" | null;
                        /**
                         * @description Also when somebody has that e-mail already: two people, one mailbox
                         * @default false
                         */
                        evenSo?: boolean;
                        /**
                         * @description Which to write to them in; null: the business's
                         * @enum {string|null}
                         */
                        language?: "en" | "da" | null;
                        /** @description Whether they agreed to be written to */
                        mailConsent?: boolean;
                        name?: string;
                        note?: string;
                        /** @description Kept as + and digits; without a country, the business's own */
                        phone?: string | null;
                        postcode?: string;
                        street?: string;
                        version?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Customer"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/customers/{id}/contact-points": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say under which identity a connection knows a customer */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description A kind of channel, as shopify or whatsapp */
                        channel: string;
                        connectionId: string;
                        externalId: string;
                        /** @default  */
                        handle?: string;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            contactPointId: string;
                            customerId: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Forget a customer for good
         * @description Names, ways to reach them, notes and what the log says of them go, on their orders and receipts too. Figures, receipt numbers and who sold stay, as the law on bookkeeping wants them. There is no way back.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                    /** @description The ETag the change was made from: 409 when it is another by now */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            erased: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that two are one person
         * @description 409 `merge_looks_wrong` names in `doubts` what speaks against it; `evenSo` merges them all the same.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description Although something speaks against it
                         * @default false
                         */
                        evenSo?: boolean;
                        /** @description Who goes: everything of theirs is this person's from then on */
                        otherId: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            customer: components["schemas"]["Customer"];
                            mergeId: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a customer bought, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Order"][];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/part": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a merge back */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        mergeId: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Customer"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/record": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that is known of one person, to hand to them */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CustomerRecord"];
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring back a customer who was put away */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                    /** @description The ETag the change was made from: 409 when it is another by now */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Customer"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dashboard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sold today, in 7 and in 30 days, and in as many before
         * @description Of one store, or of all in the business's currency, each by its own calendar.
         */
        get: {
            parameters: {
                query?: {
                    storeId?: string;
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            currency: string;
                            /** @description Stores in another currency, left out of the sum */
                            excludedStores: {
                                currency: string;
                                id: string;
                                name: string;
                            }[];
                            last7: components["schemas"]["Window"];
                            last30: components["schemas"]["Window"];
                            storeId: string | null;
                            today: components["schemas"]["Window"];
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Events whose reactions kept failing */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    state?: "dead" | "replayed" | "discarded";
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["DeadLetter"][];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dead-letters/{id}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a dead letter rest */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            discarded: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dead-letters/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a dead letter again */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            replayed: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tills there are */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Device"][];
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Make this browser a till
         * @description Sets the STORE_SESS cookie: no code is needed where an owner is signed in.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        storeId: string;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["EnrolledDevice"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke a till: whoever is at it is out at once */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            revoked: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Name a till */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            deviceId: string;
                            name: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/devices/{id}/gaps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say what became of a number a till never handed in, or of a row of them */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                        seq: number;
                        /** @description The last of a row of missing numbers that begins with `seq`: one reason for all of them */
                        until?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            deviceId: string;
                            seq: number;
                            until: number;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{id}/unlock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End the wait after too many wrong PINs */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            unlocked: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drawers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The drawers that are open in a store, with what they come to */
        get: {
            parameters: {
                query: {
                    storeId: string;
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: date-time */
                                closedAt: string | null;
                                currency: string;
                                /** @description The till it stands at; null for a browser that is none */
                                deviceId: string | null;
                                id: string;
                                /** Format: date-time */
                                openedAt: string;
                                openedByName: string;
                                /** @description Decimal string */
                                openingFloat: string;
                                report: components["schemas"]["DrawerReport"];
                                storeId: string;
                                /** @description The name its till had when it was opened */
                                till: string;
                            }[];
                            nextCursor: null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /** Open a drawer with its float */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description What lies in it to begin with */
                        openingFloat: number | string;
                        storeId: string;
                        /** @default 1 */
                        till?: string;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Drawer"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drawers/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Count a drawer and close it
         * @description Either `counted`, or `denominations`: how many of which note and coin. The Z report it makes has the store's next number and never changes.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        counted?: number | string;
                        denominations?: {
                            [key: string]: number;
                        };
                        /** @default  */
                        note?: string;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ZReport"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drawers/{id}/moves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put cash in, or take it out */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        amount: number | string;
                        /** @enum {string} */
                        direction: "in" | "out";
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Negative where it was taken out */
                            amount: string;
                            /** Format: date-time */
                            at: string;
                            currency: string;
                            drawerId: string;
                            /** @description Decimal string */
                            expected: string;
                            id: string;
                            reason: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drawers/{id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** X report: what a drawer comes to by now */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            drawer: components["schemas"]["Drawer"];
                            report: components["schemas"]["DrawerReport"];
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/email/pr": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mail a draft to its vendor as a purchase request, with its CSV: the same as sending it */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default  */
                        message?: string;
                        purchaseOrderId: string;
                        /** @description Else the vendor's own address */
                        to?: string;
                        /** @description What was looked at; another is refused */
                        version?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PurchaseOrder"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/employees": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who works at the tills, by name */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    storeId?: string;
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Employee"][];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Add an employee, or let a person in at the tills
         * @description With a name: somebody new, with a user of their own who has no password. With a userId: a person who is here already.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        pin?: string;
                        /**
                         * @default employee
                         * @enum {string}
                         */
                        role?: "manager" | "agent" | "employee";
                        slug?: string;
                        storeIds: string[];
                        userId?: string;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Employee"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/employees/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One employee */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Employee"];
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change an employee; what is not named stays */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                    /** @description The ETag the change was made from: 409 when it is another by now */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        /** @enum {string} */
                        role?: "manager" | "agent" | "employee";
                        slug?: string;
                        /** @enum {string} */
                        state?: "active" | "disabled";
                        storeIds?: string[];
                        version?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Employee"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/employees/{id}/pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give somebody a PIN
         * @description It is kept as a hash, and never shown again. Whoever was signed in with the old one is out.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        pin: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            employeeId: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/employees/{id}/unlock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let somebody try their PIN again */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            unlocked: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/held-sales": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sales that wait for somebody to accept or refuse them */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["HeldSale"][];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/held-sales/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Book a held sale as it was made */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default  */
                        reason?: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["HandedInSale"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/held-sales/{id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that a held sale is none of ours */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["HandedInSale"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Imports, the newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Import"][];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Send a CSV of products, to be previewed
         * @description The file as text/csv (its name in X-File-Name), or its text in JSON together with how to read it. At most 16 MiB and 50,000 rows.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        choices?: {
                            /**
                             * @description What an empty cell means for a known product: it stays as it is, or is cleared
                             * @enum {string}
                             */
                            empty?: "keep" | "clear";
                            /**
                             * @description What a known SKU, barcode or id means: change that product, or leave it
                             * @enum {string}
                             */
                            existing?: "update" | "skip";
                            /** @description Categories the file names and nobody has are made */
                            makeCategories?: boolean;
                            /** @description Rows without SKU and barcode get one, the same one each time */
                            makeSkus?: boolean;
                            /**
                             * @description What new products are; file: as the file says, else drafts
                             * @enum {string}
                             */
                            newStatus?: "file" | "draft" | "published";
                            /**
                             * @description Which shelves get the file's quantities: those not open yet, all, or none
                             * @enum {string}
                             */
                            quantities?: "new" | "all" | "none";
                            /** @description The store new products get a shelf in, and whose the quantities are */
                            storeId?: string;
                        };
                        /** @description The file's text */
                        csv: string;
                        /**
                         * @description point: 2,195.00 · comma: 2.195,00
                         * @enum {string}
                         */
                        decimals?: "point" | "comma";
                        /** @enum {string} */
                        delimiter?: "," | ";" | "\t" | "|";
                        fileName?: string;
                        /** @description Of each column, left to right, what it is; null leaves it out */
                        mapping?: (string | null)[];
                    };
                    "text/csv": unknown;
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An import: how far it is, and what came of it */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Say how to read the file and what to do with it, and preview it again */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        choices?: {
                            /**
                             * @description What an empty cell means for a known product: it stays as it is, or is cleared
                             * @enum {string}
                             */
                            empty?: "keep" | "clear";
                            /**
                             * @description What a known SKU, barcode or id means: change that product, or leave it
                             * @enum {string}
                             */
                            existing?: "update" | "skip";
                            /** @description Categories the file names and nobody has are made */
                            makeCategories?: boolean;
                            /** @description Rows without SKU and barcode get one, the same one each time */
                            makeSkus?: boolean;
                            /**
                             * @description What new products are; file: as the file says, else drafts
                             * @enum {string}
                             */
                            newStatus?: "file" | "draft" | "published";
                            /**
                             * @description Which shelves get the file's quantities: those not open yet, all, or none
                             * @enum {string}
                             */
                            quantities?: "new" | "all" | "none";
                            /** @description The store new products get a shelf in, and whose the quantities are */
                            storeId?: string;
                        };
                        /**
                         * @description point: 2,195.00 · comma: 2.195,00
                         * @enum {string}
                         */
                        decimals?: "point" | "comma";
                        /** @description Of each column, left to right, what it is; null leaves it out */
                        mapping?: (string | null)[];
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/imports/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop it, or let the file go */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/errors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Rows that could not be, or could not be taken back, in the order of the file
         * @description The first thousand; the page of the import gives all of them as CSV.
         */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                issues: {
                                    /** @description 0 is the first; −1 is none */
                                    column: number;
                                    details?: {
                                        [key: string]: string | number;
                                    };
                                    field: string;
                                    rule: string;
                                    /** @description What stood there, up to 200 characters */
                                    value: string;
                                }[];
                                name: string;
                                row: number;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on with one that stands still */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write what was previewed */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back what it did */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who gets new chats, canned answers, labels, and who is there */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            agents: {
                                id: string;
                                isAvailable: boolean;
                                name: string;
                            }[];
                            canned: components["schemas"]["CannedReply"][];
                            labels: components["schemas"]["ChatLabel"][];
                            sealing: components["schemas"]["InboxSealing"];
                            settings: components["schemas"]["InboxSettings"];
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        /** Say who gets new chats */
        put: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                    /** @description The ETag the change was made from: 409 when it is another by now */
                    "If-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description Who gets a new chat: nobody by itself, by turns, or whoever has the fewest open
                         * @enum {string}
                         */
                        assignment: "off" | "round_robin" | "least_busy";
                        /** @description So many open chats each, at most */
                        capacity: number;
                        version?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["InboxSettings"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inbox/availability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say whether somebody takes new chats
         * @description Whoever comes is given the oldest that wait, as far as they have room; with `handBack`, whoever goes gives theirs back.
         */
        put: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description Gives back what is open: to whoever is there, else to nobody
                         * @default false
                         */
                        handBack?: boolean;
                        isAvailable: boolean;
                        /** @description Somebody else, for who keeps the inbox's settings */
                        userId?: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            given: number;
                            handedBack: number;
                            isAvailable: boolean;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inbox/canned": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write a canned answer */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        shortcut: string;
                        /** @description May hold {customer}, {first_name}, {agent}, {business} */
                        text: string;
                        /** @default  */
                        title?: string;
                        version?: number;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CannedReply"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inbox/canned/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Write a canned answer anew */
        put: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                    /** @description The ETag the change was made from: 409 when it is another by now */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        shortcut: string;
                        /** @description May hold {customer}, {first_name}, {agent}, {business} */
                        text: string;
                        /** @default  */
                        title?: string;
                        version?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CannedReply"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        post?: never;
        /** Take a canned answer away */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            removed: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inbox/canned/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put a file to a canned answer, instead of the one it had
         * @description A form with the file in `file`, at most 16 MiB. What it is, its bytes say. Each chat it is sent in is given a copy.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "multipart/form-data": unknown;
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            file: {
                                bytes: number;
                                mime: string;
                                name: string;
                            } | null;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        post?: never;
        /** Take the file of a canned answer away */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            file: {
                                bytes: number;
                                mime: string;
                                name: string;
                            } | null;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inbox/labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a label */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @default grey
                         * @enum {string}
                         */
                        colour?: "grey" | "red" | "orange" | "yellow" | "green" | "blue" | "purple";
                        name: string;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ChatLabel"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inbox/labels/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Name and colour a label anew */
        put: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @default grey
                         * @enum {string}
                         */
                        colour?: "grey" | "red" | "orange" | "yellow" | "green" | "blue" | "purple";
                        name: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ChatLabel"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        post?: never;
        /** Take a label off every chat, and away */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            removed: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inbox/sealing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say whether what is said is sealed
         * @description What is said from here on is sealed (or not) at once; what was said before is gone through, and GET /inbox tells how far. While it is sealed, `q` of GET /chats finds names and numbers only. The platforms at the other end read what goes through them.
         */
        put: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Whether what is said is sealed, at rest and on the line */
                        isSealed: boolean;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["InboxSealing"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inventory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every shelf, by name: at most 800 at a time */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    storeId?: string;
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["StockLevel"][];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inventory/drift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shelves that differ from what their movements add up to */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["StockDrift"][];
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inventory/reorder-points": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say for many shelves of a store at how few each is low, and up to how many to order */
        put: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        points: {
                            productId: string;
                            reorderPoint: number;
                            reorderTo: number;
                        }[];
                        storeId: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description What those that changed were */
                            before: {
                                productId: string;
                                reorderPoint: number;
                                reorderTo: number;
                            }[];
                            changed: number;
                            /** @description Takes it back; null when nothing changed */
                            changeId: string | null;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inventory/reorder-points/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take back that many reorder points were set
         * @description Each is again what it was, unless somebody has set it since.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            changed: number;
                            /** @description Takes the undo back; null when nothing changed */
                            changeId: string | null;
                            /** @description Set by somebody since, or so already */
                            kept: number;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Invitations, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Invite"][];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /** Invite somebody by mail */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        email: string;
                        name?: string;
                        /** @enum {string} */
                        role: "owner" | "manager" | "agent" | "employee";
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Invite"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invites/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One invitation */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Invite"];
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Take an invitation back */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            revoked: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invites/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mail an invitation again, with a new link and a week from now */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Invite"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invites/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Join by the link that was mailed, and sign in */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        password: string;
                        token: string;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            business: components["schemas"]["Business"];
                            store: components["schemas"]["Store"] | null;
                            token?: string;
                            user: components["schemas"]["User"];
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/journal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was done at a store's counter on one day, oldest first */
        get: {
            parameters: {
                query: {
                    cursor?: string;
                    /** @description In the store's time zone; without it, today */
                    day?: string;
                    limit?: number;
                    storeId: string;
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            day: string;
                            items: {
                                actorId: string;
                                actorName: string;
                                /** @description Decimal string */
                                amount: string | null;
                                /** Format: date-time */
                                at: string;
                                currency: string | null;
                                detail: string;
                                /**
                                 * Format: date-time
                                 * @description When a sale made without the network was heard of; it stands where it was made
                                 */
                                handedInAt: string | null;
                                id: string;
                                /**
                                 * Format: date-time
                                 * @description Of the handing in of another day's sale, when that was made
                                 */
                                madeAt: string | null;
                                /** @description Of the receipt or Z report */
                                number: number | null;
                                refundId: string | null;
                                subjectId: string;
                                type: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The keys that work */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["ApiKey"][];
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Make a key
         * @description It may what its scopes say and nothing else, and is shown once.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Without them it works until it is revoked */
                        days?: number;
                        name: string;
                        scopes: ("catalog:read" | "catalog:write" | "catalog:sync" | "stock:read" | "stock:write" | "stock:transfer" | "stock:count" | "sales:read" | "sales:write" | "sales:refund" | "sales:discount" | "sales:price" | "customers:read" | "customers:write" | "customers:erase" | "purchasing:read" | "purchasing:write" | "insights:read" | "channels:read" | "channels:write" | "inbox:read" | "inbox:write" | "inbox:settings" | "settings:read" | "settings:write" | "users:read" | "employees:read" | "devices:read" | "audit:read" | "operations:read" | "operations:write")[];
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Shown this once; null for the repeat of a call under the same Idempotency-Key */
                            key: string | null;
                            keyId: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a key at once */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            revoked: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new key in its place; the old one goes on for some hours */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description How long the old one goes on
                         * @default 24
                         */
                        graceHours?: number;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Shown this once; null for the repeat of a call under the same Idempotency-Key */
                            key: string | null;
                            keyId: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was said in all chats, newest first; or, with `chatId`, in one
         * @description `direction`, `state`, `since` and `cursor` are of all chats. With `chatId` it is GET /chats/{id}/messages, with its `before` and `after`.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The highest `seq` you have: what was written down since */
                    after?: number | null;
                    /** @description The `seq` of the oldest message you have: what was said before it */
                    before?: number;
                    chatId?: string;
                    cursor?: string;
                    /** @description in: from customers; out: to them; note: for colleagues */
                    direction?: "in" | "out" | "note";
                    limit?: number;
                    /** @description Written down since then, ms UTC */
                    since?: number | null;
                    /** @description Of ours: how far they got */
                    state?: "scheduled" | "queued" | "sending" | "unsure" | "sent" | "delivered" | "read" | "failed";
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            hasMore: boolean;
                            items: components["schemas"]["Message"][];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Say something in a chat: to the customer, now or later, or to colleagues
         * @description It waits as `queued` and leaves within seconds; its `state` says how far it got. 409 `window_closed` leaves templates, and so does `due_after_window` for a `dueAt` past the window there is now.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        chatId: string;
                        /** @description Yours: the same one in the same chat is the same message, however often it is sent */
                        clientId?: string;
                        /** @description When to send it; now without it */
                        dueAt?: number | string | null;
                        /**
                         * @description For colleagues only
                         * @default false
                         */
                        isNote?: boolean;
                        /** @description Of a file put up for this chat; beside a template, what stands above its words */
                        mediaId?: string;
                        /** @description The message it answers */
                        replyTo?: string;
                        template?: {
                            language: string;
                            name: string;
                            /** @default [] */
                            parameters?: string[];
                        };
                        /** @default  */
                        text?: string;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Message"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One message */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Message"];
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        /** Say a note, or what still waits, differently; or send it at another time */
        put: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Of one that waits: when to send it instead */
                        dueAt?: number | string | null;
                        /** @description As it was without it; beside a file it may be empty */
                        text?: string;
                        /** @description As you saw it: refused where it was changed since */
                        version?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Message"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        post?: never;
        /** Take a note back, or what still waits to be sent; a colleague's too, with inbox:settings */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Message"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/reaction": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Put a reaction on a message, or take it off */
        put: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Empty takes it back */
                        emoji: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Message"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send again what failed, or what nobody knows of whether it left */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Message"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/movements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every movement of stock, newest first, by product, store, reason, person and time
         * @description A page may be shorter than `limit`, even empty, where what is asked for is rare; as long as there is a `nextCursor`, go on.
         */
        get: {
            parameters: {
                query?: {
                    actorId?: string;
                    cursor?: string;
                    from?: string;
                    limit?: number;
                    productId?: string;
                    reason?: "receipt" | "sale" | "return" | "adjustment" | "damage" | "count" | "transfer_out" | "transfer_in" | "channel_sync" | "initial";
                    storeId?: string;
                    until?: string;
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["NamedStockMovement"][];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Orders, newest first
         * @description A page may hold fewer orders than its limit, or none, and still have a nextCursor: it says how far was looked. Words look at the 40 products that answer best.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Who sold it */
                    actorId?: string;
                    /** @description Those that were put away, and no others */
                    archived?: "true" | "false";
                    /** @description Whose it is to do; `none` for nobody's */
                    assigneeId?: string;
                    channel?: "counter" | "desk" | "storefront" | "shopify" | "woocommerce";
                    cursor?: string;
                    /** @description First calendar day, in the store's time zone; without a store, in the business's */
                    from?: string;
                    limit?: number;
                    paymentStatus?: "unpaid" | "part_paid" | "paid" | "part_refunded" | "refunded";
                    /** @description The last six letters of an order's id, its platform's number, how its buyer's name begins, or words, SKU or barcode of a product in it */
                    q?: string;
                    /** @description Those of which something is not there, and no others */
                    short?: "true" | "false";
                    status?: "PENDING" | "PROCESSING" | "SHIPPED" | "DELIVERED" | "COMPLETED" | "CANCELLED" | "REFUNDED";
                    storeId?: string;
                    /** @description Whose calendar the days are of, when it is another */
                    timeZone?: string;
                    /** @description Those still to be sent with a line whose product nobody knows, and no others */
                    unmatched?: "true" | "false";
                    /** @description Last calendar day */
                    until?: string;
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Order"][];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Take an order that is not handed over at once
         * @description Its goods are held: for good where it is paid, else for `holdMinutes`. A platform's order (`connectionId`, `platformOrderId`) that is there already is answered, not made again; a connection that is not the business's is 404.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default null */
                        assigneeId?: string | null;
                        billingAddress?: {
                            /** @default  */
                            city?: string;
                            /** @default  */
                            company?: string;
                            /** @default  */
                            country?: "" | string;
                            /** @default  */
                            line1?: string;
                            /** @default  */
                            line2?: string;
                            /** @default  */
                            name?: string;
                            /** @default  */
                            phone?: string;
                            /** @default  */
                            postcode?: string;
                            /** @default  */
                            region?: string;
                        };
                        /**
                         * Format: date-time
                         * @description When its buyer placed it elsewhere. In our books it is of when it came in
                         */
                        boughtAt?: string;
                        /**
                         * @default desk
                         * @enum {string}
                         */
                        channel?: "desk" | "storefront" | "shopify" | "woocommerce";
                        connectionId?: string;
                        /** @description 409 when it is not the store's. Only an order that comes over a connection keeps its shop's, and its money is in no takings */
                        currency?: string;
                        customer?: {
                            /** @default  */
                            email?: "" | string;
                            id?: string;
                            /** @default  */
                            name?: string;
                            /** @default  */
                            phone?: string;
                        };
                        /** @description Off the whole order, shared out over its lines */
                        discount?: number | string;
                        /**
                         * @description How long its goods are kept while it is not paid
                         * @default 1440
                         */
                        holdMinutes?: number;
                        lines: {
                            /** @default  */
                            barcode?: string;
                            /** @default false */
                            custom?: boolean;
                            /** @description Off the whole line */
                            discount?: number | string;
                            /** @default  */
                            externalId?: string;
                            name?: string;
                            /**
                             * @description What a platform calls the line: what it changes of it later is changed of the same one
                             * @default
                             */
                            platformLineId?: string;
                            productId?: string;
                            quantity: number;
                            /** @default  */
                            sku?: string;
                            tax?: number | string;
                            /** @description Percent */
                            taxRate?: number;
                            unitPrice?: number | string;
                        }[];
                        /** @default  */
                        note?: string;
                        /** @description It is paid already */
                        paid?: {
                            /** @description The open drawer that money goes into or comes out of; at an enrolled device it is that device's. Without either it is in none */
                            drawerId?: string;
                            /** @enum {string} */
                            method?: "cash" | "card";
                            /** @description What is still to be paid after it, as of a deposit; without it, nothing */
                            owed?: number | string;
                            /** @default  */
                            reference?: string;
                        };
                        /** @default  */
                        platformNumber?: string;
                        /** @description Unique in its connection: the same again answers the order there is */
                        platformOrderId?: string;
                        /** @default 0 */
                        shipping?: number | string;
                        shippingAddress?: {
                            /** @default  */
                            city?: string;
                            /** @default  */
                            company?: string;
                            /** @default  */
                            country?: "" | string;
                            /** @default  */
                            line1?: string;
                            /** @default  */
                            line2?: string;
                            /** @default  */
                            name?: string;
                            /** @default  */
                            phone?: string;
                            /** @default  */
                            postcode?: string;
                            /** @default  */
                            region?: string;
                        };
                        storeId: string;
                        /** @description Without it, as the business prices */
                        taxIncluded?: boolean;
                        /** @default 0 */
                        tip?: number | string;
                        /**
                         * @description `task`: it was accepted elsewhere, so what is not there becomes a shortfall
                         * @default refuse
                         * @enum {string}
                         */
                        whenShort?: "refuse" | "task";
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrderStand"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One order, its lines, its money and what was given back */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrderSheet"];
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        /**
         * Take an order a step on, or change what is said of it
         * @description With `status` it takes that step; with `paymentStatus` "paid" it is paid; without either, what is named is changed. From each status: PENDING → PROCESSING | CANCELLED; PROCESSING → SHIPPED | COMPLETED | CANCELLED; SHIPPED → DELIVERED; DELIVERED → COMPLETED | REFUNDED; COMPLETED → REFUNDED. Anything else is 409 with the allowed list.
         */
        put: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                    /** @description The ETag the change was made from: 409 when it is another by now */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        assigneeId?: string | null;
                        billingAddress?: {
                            /** @default  */
                            city?: string;
                            /** @default  */
                            company?: string;
                            /** @default  */
                            country?: "" | string;
                            /** @default  */
                            line1?: string;
                            /** @default  */
                            line2?: string;
                            /** @default  */
                            name?: string;
                            /** @default  */
                            phone?: string;
                            /** @default  */
                            postcode?: string;
                            /** @default  */
                            region?: string;
                        } | null;
                        customer?: {
                            /** @default  */
                            email?: "" | string;
                            id?: string;
                            /** @default  */
                            name?: string;
                            /** @default  */
                            phone?: string;
                        };
                        /** @description Off the whole order, shared out over its lines */
                        discount?: number | string;
                        /** @description All of them anew; only while the order is PENDING and unpaid */
                        lines?: {
                            /** @default  */
                            barcode?: string;
                            /** @default false */
                            custom?: boolean;
                            /** @description Off the whole line */
                            discount?: number | string;
                            /** @default  */
                            externalId?: string;
                            name?: string;
                            /**
                             * @description What a platform calls the line: what it changes of it later is changed of the same one
                             * @default
                             */
                            platformLineId?: string;
                            productId?: string;
                            quantity: number;
                            /** @default  */
                            sku?: string;
                            tax?: number | string;
                            /** @description Percent */
                            taxRate?: number;
                            unitPrice?: number | string;
                        }[];
                        note?: string;
                        /** @enum {string} */
                        paymentStatus?: "paid";
                        shipping?: number | string;
                        shippingAddress?: {
                            /** @default  */
                            city?: string;
                            /** @default  */
                            company?: string;
                            /** @default  */
                            country?: "" | string;
                            /** @default  */
                            line1?: string;
                            /** @default  */
                            line2?: string;
                            /** @default  */
                            name?: string;
                            /** @default  */
                            phone?: string;
                            /** @default  */
                            postcode?: string;
                            /** @default  */
                            region?: string;
                        } | null;
                        /** @enum {string} */
                        status?: "PROCESSING" | "SHIPPED" | "DELIVERED" | "COMPLETED" | "CANCELLED";
                        tip?: number | string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrderStand"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        post?: never;
        /**
         * Put an order away that was cancelled, or that nobody has paid or begun
         * @description It stays in the books and is listed with `archived=true`.
         */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                    /** @description The ETag the change was made from: 409 when it is another by now */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrderStand"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Call it off before it has left; what was paid goes back */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                    /** @description The ETag the change was made from: 409 when it is another by now */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The open drawer that money goes into or comes out of; at an enrolled device it is that device's. Without either it is in none */
                        drawerId?: string;
                        /** @default  */
                        reason?: string;
                        /**
                         * @description Without it, the money goes back the way it came
                         * @enum {string}
                         */
                        tender?: "cash" | "card";
                        /** @description Of the order the change was made from: 409 when it is another by now */
                        version?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrderStand"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** It is done: handed over now, or delivered before */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                    /** @description The ETag the change was made from: 409 when it is another by now */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Of the order the change was made from: 409 when it is another by now */
                        version?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrderStand"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/deliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** It has arrived */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                    /** @description The ETag the change was made from: 409 when it is another by now */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Of the order the change was made from: 409 when it is another by now */
                        version?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrderStand"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/exchange": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exchange goods for others
         * @description A refund and a sale in one act. What the new goods cost more is paid with `sale.payments`; what they cost less is given back.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        approvalId?: string;
                        /** @description Somebody's leave for more off the new goods than your role may give; `approvalId` is for those brought back */
                        discountApprovalId?: string;
                        /** @description Without them, everything that is left */
                        lines?: {
                            lineId: string;
                            quantity: number;
                        }[];
                        /** @default  */
                        reason?: string;
                        /** @default true */
                        restock?: boolean;
                        sale: {
                            customer?: {
                                email?: "" | string;
                                id?: string;
                                name?: string;
                            };
                            /** @description Off the whole basket, shared out over its lines */
                            discount?: {
                                percent: number;
                            } | {
                                amount: number | string;
                            };
                            /** @description What was shown as the total: 409 total_changed when it is another by now */
                            expectedTotal?: number | string;
                            lines: {
                                discount?: {
                                    percent: number;
                                } | {
                                    amount: number | string;
                                };
                                /** @description What was shown as the product's price: 409 price_changed when it is another by now */
                                expectedPrice?: number | string;
                                note?: string;
                                productId: string;
                                quantity: number;
                                unitPrice?: number | string;
                            }[];
                            /** @default  */
                            note?: string;
                            /** @description Without them, the sale is paid in a way nobody named */
                            payments?: {
                                /** @description Without it, what is left of the total */
                                amount?: number | string;
                                /** @enum {string} */
                                method: "cash" | "card";
                                /** @description Cash handed over; without it, exactly what is due */
                                received?: number | string;
                                /** @description What stands on the terminal's slip */
                                reference?: string;
                            }[];
                        };
                        /**
                         * @description Without it, the money goes back the way it came
                         * @enum {string}
                         */
                        tender?: "cash" | "card";
                        /** @default 1 */
                        till?: string;
                        /**
                         * @description What came back is broken: it is taken in and written off. Only without restock
                         * @default false
                         */
                        writeOff?: boolean;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            refund: {
                                /** Format: date-time */
                                at: string;
                                currency: string;
                                order: {
                                    paymentStatus: string;
                                    /** @description Decimal string */
                                    refundedTotal: string;
                                    refundedUnits: number;
                                    status: string;
                                };
                                orderId: string;
                                payments: components["schemas"]["Payment"][];
                                receiptNumber: number;
                                refundId: string;
                                restocked: boolean;
                                /** @description Decimal string */
                                tax: string;
                                /** @description Decimal string */
                                total: string;
                                units: number;
                                writtenOff: boolean;
                            };
                            sale: {
                                /** @description Every shelf the sale touched */
                                inventories: {
                                    available: number;
                                    productId: string;
                                    quantity: number;
                                    reorderPoint: number;
                                    storeId: string;
                                }[];
                                /** @description The first line's shelf, after the sale */
                                inventory: {
                                    available: number;
                                    productId: string;
                                    quantity: number;
                                    reorderPoint: number;
                                    storeId: string;
                                };
                                order: {
                                    /** @description Cash to hand back */
                                    change: string;
                                    currency: string;
                                    /** @description What was taken off the listed prices */
                                    discount: string;
                                    id: string;
                                    payments: components["schemas"]["Payment"][];
                                    /** @description Gapless in its store */
                                    receiptNumber: number;
                                    /** @description Decimal string */
                                    subtotal: string;
                                    /** @description Decimal string */
                                    tax: string;
                                    taxIncluded: boolean;
                                    /** @description Decimal string */
                                    total: string;
                                    units: number;
                                };
                                /** @description The first line */
                                sale: {
                                    currency: string;
                                    id: string;
                                    name: string;
                                    orderId: string;
                                    productId: string;
                                    quantity: number;
                                    refundedQuantity: number;
                                    sku: string;
                                    /** Format: date-time */
                                    soldAt: string;
                                    storeId: string;
                                    /** @description Decimal string */
                                    total: string;
                                    /** @description Decimal string */
                                    unitPrice: string;
                                };
                                /** @description Every line */
                                sales: components["schemas"]["Sale"][];
                            };
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/match": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say which product a line is that came without one, or that it is none */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                    /** @description The ETag the change was made from: 409 when it is another by now */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        lineId: string;
                        /** @description null: it is no product */
                        productId: string | null;
                        /** @description Of the order the change was made from: 409 when it is another by now */
                        version?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrderStand"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/pay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Note that it was paid: whole, or what is left to pay of it */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                    /** @description The ETag the change was made from: 409 when it is another by now */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The open drawer that money goes into or comes out of; at an enrolled device it is that device's. Without either it is in none */
                        drawerId?: string;
                        /** @enum {string} */
                        method?: "cash" | "card";
                        /** @description What is still to be paid after it, as of a deposit; without it, nothing */
                        owed?: number | string;
                        /** @default  */
                        reference?: string;
                        /** @description Of the order the change was made from: 409 when it is another by now */
                        version?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrderStand"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/process": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin with it: its goods are its own */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                    /** @description The ETag the change was made from: 409 when it is another by now */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Of the order the change was made from: 409 when it is another by now */
                        version?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrderStand"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The receipt of a sale, or of one of its refunds */
        get: {
            parameters: {
                query?: {
                    refundId?: string;
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Receipt"];
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/receipt/mail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mail a receipt */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        email: string;
                        refundId?: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            email: string;
                            number: number;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/receipt/print": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Count a print of a receipt
         * @description The first print is the receipt; every later one is a copy, and says so.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        refundId?: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            number: number;
                            prints: number;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/refund": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take goods back at the counter
         * @description Against its receipt: at most what was bought and is not back yet. The money leaves the till's drawer the way it was paid, or as `tender` says.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        approvalId?: string;
                        /** @description Without them, everything that is left */
                        lines?: {
                            lineId: string;
                            quantity: number;
                        }[];
                        /** @default  */
                        reason?: string;
                        /** @default true */
                        restock?: boolean;
                        /**
                         * @description Without it, the money goes back the way it came
                         * @enum {string}
                         */
                        tender?: "cash" | "card";
                        /** @default 1 */
                        till?: string;
                        /**
                         * @description What came back is broken: it is taken in and written off. Only without restock
                         * @default false
                         */
                        writeOff?: boolean;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            at: string;
                            currency: string;
                            order: {
                                paymentStatus: string;
                                /** @description Decimal string */
                                refundedTotal: string;
                                refundedUnits: number;
                                status: string;
                            };
                            orderId: string;
                            payments: components["schemas"]["Payment"][];
                            receiptNumber: number;
                            refundId: string;
                            restocked: boolean;
                            /** @description Decimal string */
                            tax: string;
                            /** @description Decimal string */
                            total: string;
                            units: number;
                            writtenOff: boolean;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/reserve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hold an unpaid order's goods again */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                    /** @description The ETag the change was made from: 409 when it is another by now */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Of the order the change was made from: 409 when it is another by now */
                        version?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrderStand"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/ship": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send it: its goods leave the shelf, and it counts as sold */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                    /** @description The ETag the change was made from: 409 when it is another by now */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default  */
                        carrier?: string;
                        /** @default  */
                        number?: string;
                        /** @default  */
                        url?: "" | string;
                        /** @description Of the order the change was made from: 409 when it is another by now */
                        version?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrderStand"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/shortfall/backorder": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let its buyer wait for what comes in */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                    /** @description The ETag the change was made from: 409 when it is another by now */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The open drawer that money goes into or comes out of; at an enrolled device it is that device's. Without either it is in none */
                        drawerId?: string;
                        lineId: string;
                        /** @default  */
                        reason?: string;
                        /**
                         * @description Without it, the money goes back the way it came
                         * @enum {string}
                         */
                        tender?: "cash" | "card";
                        /** @description Of the order the change was made from: 409 when it is another by now */
                        version?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrderStand"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/shortfall/refund": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give the money back for what is not there */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                    /** @description The ETag the change was made from: 409 when it is another by now */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The open drawer that money goes into or comes out of; at an enrolled device it is that device's. Without either it is in none */
                        drawerId?: string;
                        lineId: string;
                        /** @default  */
                        reason?: string;
                        /**
                         * @description Without it, the money goes back the way it came
                         * @enum {string}
                         */
                        tender?: "cash" | "card";
                        /** @description Of the order the change was made from: 409 when it is another by now */
                        version?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrderStand"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/shortfall/swap": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send another product instead, at the price that was paid */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                    /** @description The ETag the change was made from: 409 when it is another by now */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        lineId: string;
                        productId: string;
                        /** @description Of the order the change was made from: 409 when it is another by now */
                        version?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrderStand"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a whole sale back at once
         * @description Whoever made it may for two minutes; whoever may refund, while nothing of it is back. An exchange, and cash that lies in another drawer than this till's, need the right to refund, or an approval.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        approvalId?: string;
                        /** @default 1 */
                        till?: string;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            at: string;
                            currency: string;
                            order: {
                                paymentStatus: string;
                                /** @description Decimal string */
                                refundedTotal: string;
                                refundedUnits: number;
                                status: string;
                            };
                            orderId: string;
                            payments: components["schemas"]["Payment"][];
                            receiptNumber: number;
                            refundId: string;
                            restocked: boolean;
                            /** @description Decimal string */
                            tax: string;
                            /** @description Decimal string */
                            total: string;
                            units: number;
                            writtenOff: boolean;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oversold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Pieces that were handed over and no shelf had, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    settled?: "true" | "false";
                    storeId?: string;
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["OversoldGoods"][];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oversold/{id}/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say what became of them: the shelf was counted, they came from another store, or the correction stands */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description What stands on the shelf now; for counted */
                        counted?: number;
                        /** @description For taken */
                        fromStoreId?: string;
                        /** @enum {string} */
                        outcome: "counted" | "taken" | "corrected";
                        /**
                         * @description For corrected
                         * @default
                         */
                        reason?: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            onHand: number;
                            outcome: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/parked-baskets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Baskets that wait in a store, oldest first */
        get: {
            parameters: {
                query: {
                    storeId: string;
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["ParkedBasket"][];
                            nextCursor: null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /** Put a basket aside */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        basket: {
                            customer?: {
                                email?: "" | string;
                                id?: string;
                                name?: string;
                            };
                            discount?: {
                                percent: number;
                            } | {
                                amount: number | string;
                            };
                            lines: {
                                discount?: {
                                    percent: number;
                                } | {
                                    amount: number | string;
                                };
                                note?: string;
                                productId: string;
                                quantity: number;
                            }[];
                            /** @default  */
                            note?: string;
                        };
                        /** @default  */
                        name?: string;
                        storeId: string;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ParkedBasket"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/parked-baskets/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a basket up again
         * @description One till gets it: 409 basket_taken names who was quicker.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            basket: {
                                customer?: {
                                    email?: "" | string;
                                    id?: string;
                                    name?: string;
                                };
                                discount?: {
                                    percent: number;
                                } | {
                                    amount: number | string;
                                };
                                lines: {
                                    discount?: {
                                        percent: number;
                                    } | {
                                        amount: number | string;
                                    };
                                    note?: string;
                                    productId: string;
                                    quantity: number;
                                }[];
                                /** @default  */
                                note: string;
                            };
                            id: string;
                            name: string;
                            storeId: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/predictions/{productId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How fast a product sells and how long it lasts */
        get: {
            parameters: {
                query?: {
                    storeId?: string;
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    productId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description What the list of what to order goes by, of this product */
                            advice: {
                                coverDays: number;
                                /** @description As the product's vendor delivers */
                                leadDays: number;
                                packSize: number;
                                /** @description Lasts until new stock is there, 95 times in 100. It leaves out the level somebody set: the list orders at the higher of the two (`orderAt`) */
                                reorderPoint: number;
                                /** @description What of it is for luck */
                                safetyStock: number;
                                /** @description How many shelves the figures are the sum of */
                                shelves: number;
                                /** @description What leadDays and coverDays take, 95 times in 100, or the level somebody set */
                                upTo: number;
                            };
                            /** @description Net units a day over the 30 days ending today in the store's zone */
                            avgDailySales: number;
                            /** @description How the rate came about, and how far off it was on this business's own past */
                            basis: {
                                measured: {
                                    /** @description Above 0 where too much was expected */
                                    bias: number;
                                    /** @description Sum of errors of four weeks' totals by sum of sales */
                                    error: number;
                                    /** @description Share of totals that were not above the 80 % figure */
                                    within80: number;
                                    within95: number;
                                } | null;
                                /**
                                 * @description plain: too little past to learn from
                                 * @enum {string}
                                 */
                                method: "pooled" | "blend" | "tsb" | "last30" | "plain";
                                /** @description Past windows of four weeks it was learnt from */
                                windows: number;
                            };
                            /** Format: date-time */
                            calculatedAt: string;
                            currentStock: number;
                            /** @description null when nothing sells */
                            daysLeft: number | null;
                            /** @description Net units a day on which it could be bought */
                            inStockDailySales: number;
                            inStockDays: number;
                            productId: string;
                            /** @description Units a day it is ordered by: as learnt from the business's past each night, else the one of the two above that could be trusted last night; of a shelf no night has looked at yet, the one that can be now */
                            rate: number;
                            /** Format: date */
                            stockOutDate: string | null;
                            /** @description Out between these days four times in five; null when nothing sells or it lasts over half a year */
                            stockOutRange: {
                                /** Format: date */
                                from: string;
                                /** Format: date */
                                until: string | null;
                            } | null;
                            storeId: string | null;
                            /** @description What `GET /purchasing/suggestions` says of its shelves, added up; 0 where that can wait */
                            suggestedOrder: number;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Products with their shelf, filtered, a page at a time */
        get: {
            parameters: {
                query?: {
                    /** @description A JSON object of attribute names and values that must all be so, such as `{"colour":"Black","size":"49"}`; capitals do not matter */
                    attributes?: string | {
                        [key: string]: string;
                    };
                    /** @description With everything under it */
                    categoryId?: string;
                    cursor?: string;
                    /** @description Only these, by id, with commas between */
                    ids?: string;
                    isAvailable?: "true" | "false";
                    limit?: number;
                    /** @description Only what has a price, or only what has none */
                    priced?: "true" | "false";
                    /** @description Words that begin words of name, SKU, barcode, vendor or attributes; an exact SKU or barcode comes first */
                    q?: string;
                    sort?: "name" | "newest";
                    /** @description Left out: everything but archived */
                    status?: "draft" | "published" | "archived" | "any";
                    stock?: "in" | "low" | "out";
                    /** @description Only what has a shelf in this store, with that shelf's numbers */
                    storeId?: string;
                    styleId?: string;
                    vendor?: string;
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Product"][];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /** Add a product, or the shelf of a known SKU in another store */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        attributes?: {
                            [key: string]: string | number;
                        };
                        barcode?: string | null;
                        categoryId?: string | null;
                        cost?: number | string | null;
                        description?: string;
                        imageUrl?: string | null;
                        initialStock?: number;
                        isAvailable?: boolean;
                        name: string;
                        price?: number | string | null;
                        reorderPoint?: number;
                        /** @description Made up when left out */
                        sku?: string;
                        /** @enum {string} */
                        status?: "draft" | "published";
                        /** @description The store whose shelf it stands on; may be left out when there is one store */
                        storeId?: string;
                        /** @description The name of its style, found or made */
                        style?: string;
                        styleId?: string | null;
                        /** @description Percent; null follows the business */
                        taxRate?: number | null;
                        unit?: string;
                        vendor?: string;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Product"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One product, its shelves summed */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Product"];
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        /** Replace a product: what is left out goes back to its default; SKU and status stay */
        put: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                    /** @description The ETag the change was made from: 409 when it is another by now */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default {} */
                        attributes?: {
                            [key: string]: string | number;
                        };
                        /** @default null */
                        barcode?: string | null;
                        /** @default null */
                        categoryId?: string | null;
                        /** @default null */
                        cost?: number | string | null;
                        /** @default  */
                        description?: string;
                        /** @default null */
                        imageUrl?: string | null;
                        /** @default true */
                        isAvailable?: boolean;
                        name: string;
                        /** @default null */
                        price?: number | string | null;
                        sku?: string;
                        /** @enum {string} */
                        status?: "draft" | "published" | "archived";
                        /** @default null */
                        styleId?: string | null;
                        /**
                         * @description Percent; null follows the business
                         * @default null
                         */
                        taxRate?: number | null;
                        /** @default unit */
                        unit?: string;
                        /** @default  */
                        vendor?: string;
                        /** @description The version this change was made from; another one by now is refused with 409 */
                        version?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Product"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        post?: never;
        /** Delete a product nothing refers to; archive and hide any other */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                    /** @description The ETag the change was made from: 409 when it is another by now */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {string} */
                            outcome: "deleted" | "archived";
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Change what is named of a product */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                    /** @description The ETag the change was made from: 409 when it is another by now */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        attributes?: {
                            [key: string]: string | number;
                        };
                        barcode?: string | null;
                        categoryId?: string | null;
                        cost?: number | string | null;
                        description?: string;
                        imageUrl?: string | null;
                        isAvailable?: boolean;
                        name?: string;
                        price?: number | string | null;
                        sku?: string;
                        /** @enum {string} */
                        status?: "draft" | "published" | "archived";
                        styleId?: string | null;
                        /** @description Percent; null follows the business */
                        taxRate?: number | null;
                        unit?: string;
                        vendor?: string;
                        /** @description The version this change was made from; another one by now is refused with 409 */
                        version?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Product"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/products/{id}/images": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The pictures of a product, in order */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["ProductImage"][];
                            nextCursor: null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Add a picture to a product, last in its order
         * @description The file itself, or a form with it in `file`. PNG, JPEG, WebP or AVIF by its bytes, whatever it calls itself; at most 10 MiB and 50 megapixels. It is drawn again as WebP; only the drawings are kept.
         */
        post: {
            parameters: {
                query?: {
                    /** @description What is to be seen, for whoever does not see it */
                    alt?: string;
                };
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "image/avif": unknown;
                    "image/jpeg": unknown;
                    "image/png": unknown;
                    "image/webp": unknown;
                    "multipart/form-data": unknown;
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProductImage"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{id}/images/{imageId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a picture away; for a week it can be put back */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                    imageId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            removed: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Say what is to be seen on a picture */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                    imageId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description What is to be seen, for whoever does not see it */
                        alt: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProductImage"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/products/{id}/images/{imageId}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a picture back that was taken away */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                    imageId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProductImage"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{id}/images/order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Put the pictures of a product in an order */
        put: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Every picture of the product, the first one first */
                        imageIds: string[];
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            imageIds: string[];
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{id}/movements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The ledger of a product, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    reason?: "receipt" | "sale" | "return" | "adjustment" | "damage" | "count" | "transfer_out" | "transfer_in" | "channel_sync" | "initial";
                    storeId?: string;
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["StockMovement"][];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{id}/receive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put what came in on a shelf */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        note?: string;
                        quantity: number;
                        /** @description May be left out when there is one store */
                        storeId?: string;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProductChanged"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{id}/reorder-point": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say at how few a shelf counts as low */
        put: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reorderPoint: number;
                        /** @description May be left out when there is one store */
                        storeId?: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProductChanged"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{id}/repair": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring a shelf and its ledger together again: at what the ledger says, or at what was found there */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        quantity?: number;
                        storeId: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProductChanged"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publish, archive, or take back to draft */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                    /** @description The ETag the change was made from: 409 when it is another by now */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "draft" | "published" | "archived";
                        /** @description The version this change was made from; another one by now is refused with 409 */
                        version?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Product"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{id}/stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Correct a shelf: to a quantity, or by a difference
         * @description `expectedQuantity` is what was seen before; if something else stands there by now, nothing is changed and 409 says what does.
         */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        delta?: number;
                        expectedQuantity?: number;
                        note?: string;
                        quantity?: number;
                        /**
                         * @default adjustment
                         * @enum {string}
                         */
                        reason?: "adjustment" | "damage" | "count" | "receipt" | "return";
                        /** @description May be left out when there is one store */
                        storeId?: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProductChanged"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/products/{id}/write-off": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take goods off a shelf for good, and say why */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        approvalId?: string;
                        note: string;
                        quantity: number;
                        /** @description May be left out when there is one store */
                        storeId?: string;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProductChanged"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/change": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Do the same to up to 500 products
         * @description Status, availability, category, vendor, or price by percent or amount. What cannot be done to one is named; the others go through.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        change: {
                            /** @enum {string} */
                            act: "status";
                            /** @enum {string} */
                            status: "draft" | "published" | "archived";
                        } | {
                            /** @enum {string} */
                            act: "availability";
                            isAvailable: boolean;
                        } | {
                            /** @enum {string} */
                            act: "category";
                            categoryId: string | null;
                        } | {
                            /** @enum {string} */
                            act: "vendor";
                            vendor: string;
                        } | {
                            /** @enum {string} */
                            act: "price";
                            by: {
                                percent: number;
                            } | {
                                amount: number | string;
                            };
                            /**
                             * @default none
                             * @enum {string}
                             */
                            rounding?: "none" | "whole" | "five" | "ten" | "nine" | "ninetyFive";
                        };
                        productIds: string[];
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProductsChange"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/change/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take such a change back
         * @description Each product is again what it was, unless somebody has changed it since.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProductsChange"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/purchase-orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Purchase orders, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    /** @description `open`: draft, sent and part_received */
                    status?: "draft" | "sent" | "part_received" | "received" | "cancelled" | "open";
                    storeId?: string;
                    vendor?: string;
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["PurchaseOrderSummary"][];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /** Write down what shall be ordered from a vendor */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default [] */
                        lines?: {
                            productId: string;
                            quantity: number;
                            /** @description Else the product's own cost */
                            unitCost?: number | string;
                        }[];
                        /** @default  */
                        note?: string;
                        /** @description Where the goods shall go */
                        storeId: string;
                        vendor: string;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PurchaseOrder"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/purchase-orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One purchase order with its lines */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PurchaseOrder"];
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/purchase-orders/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Call it off, as long as nothing has come */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PurchaseOrder"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/purchase-orders/{id}/charges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say what it cost beside its goods, spread over its lines */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description All of them; what is left out is none */
                        charges: {
                            /** @description In the order's currency; 0: none */
                            amount: number | string;
                            /** @enum {string} */
                            kind: "freight" | "duty" | "other";
                            /**
                             * @description Over the lines by what their units cost, or by how many they are
                             * @default value
                             * @enum {string}
                             */
                            spread?: "value" | "quantity";
                        }[];
                        /**
                         * @description What one has cost by that becomes the cost of each product that came
                         * @default false
                         */
                        keepCosts?: boolean;
                        version?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PurchaseOrder"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/purchase-orders/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give up what has not come */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default  */
                        note?: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PurchaseOrder"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/purchase-orders/{id}/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a product on a draft, change how many or at what cost, or take it out */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description How many more, instead of quantity */
                        add?: number;
                        /** @description SKU or barcode, instead of productId */
                        code?: string;
                        productId?: string;
                        quantity?: number;
                        unitCost?: number | string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PurchaseOrder"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/purchase-orders/{id}/mail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mail its request once more, there or elsewhere */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default  */
                        message?: string;
                        /** @description Else the vendor's own address */
                        to?: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PurchaseOrder"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/purchase-orders/{id}/receive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take in what came: the lines named, or everything outstanding */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        lines?: {
                            /** @default 0 */
                            damaged?: number;
                            productId: string;
                            /** @default 0 */
                            received?: number;
                        }[];
                        /** @default  */
                        note?: string;
                        /**
                         * @description Take in more than was ordered
                         * @default false
                         */
                        over?: boolean;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PurchaseOrder"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/purchase-orders/{id}/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Order it: its units are on their way, and the vendor is mailed the request */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default true */
                        mail?: boolean;
                        /** @default  */
                        message?: string;
                        /** @description Else the vendor's own address */
                        to?: string;
                        /** @description What was looked at; another is refused */
                        version?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PurchaseOrder"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/purchasing/suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What to order, soonest out first, with the arithmetic
         * @description Net of what is promised and on its way, from last night's rates, and of a shelf that is new since then from its own days; at most 500.
         */
        get: {
            parameters: {
                query?: {
                    storeId?: string;
                    /** @description By the name products carry */
                    vendor?: string;
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Suggestion"][];
                            more: boolean;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Receipts of a store, newest first */
        get: {
            parameters: {
                query: {
                    cursor?: string;
                    limit?: number;
                    /** @description Its number, what its barcode says, or an order's id */
                    q?: string;
                    storeId: string;
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                actorName: string;
                                /** Format: date-time */
                                at: string;
                                currency: string;
                                /** @description Gapless in its store */
                                number: number;
                                orderId: string;
                                refundId: string | null;
                                title: string;
                                /** @description Negative where money went back */
                                total: string;
                                units: number;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sales": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sales, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    productId?: string;
                    storeId?: string;
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Sale"][];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Sell one product, or a basket
         * @description All or nothing. Without unitPrice the product's price holds. 409 stock_oversold names in details.available what is left; 409 price_changed and total_changed name was and now where something else was shown. A discount that does not divide by the pieces makes two sales of one line, a minor unit apart.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Somebody's leave for more off than your role may give */
                        approvalId?: string;
                        customer?: {
                            email?: "" | string;
                            id?: string;
                            name?: string;
                        };
                        /** @description Off the whole basket, shared out over its lines */
                        discount?: {
                            percent: number;
                        } | {
                            amount: number | string;
                        };
                        /** @description What was shown as the product's price: 409 price_changed when it is another by now */
                        expectedPrice?: number | string;
                        /** @description What was shown as the total: 409 total_changed when it is another by now */
                        expectedTotal?: number | string;
                        lines?: {
                            discount?: {
                                percent: number;
                            } | {
                                amount: number | string;
                            };
                            /** @description What was shown as the product's price: 409 price_changed when it is another by now */
                            expectedPrice?: number | string;
                            note?: string;
                            productId: string;
                            quantity: number;
                            unitPrice?: number | string;
                        }[];
                        /** @default  */
                        note?: string;
                        /** @description Without them, the sale is paid in a way nobody named */
                        payments?: {
                            /** @description Without it, what is left of the total */
                            amount?: number | string;
                            /** @enum {string} */
                            method: "cash" | "card";
                            /** @description Cash handed over; without it, exactly what is due */
                            received?: number | string;
                            /** @description What stands on the terminal's slip */
                            reference?: string;
                        }[];
                        productId?: string;
                        quantity?: number;
                        storeId: string;
                        /** @default 1 */
                        till?: string;
                        unitPrice?: number | string;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Every shelf the sale touched */
                            inventories: {
                                available: number;
                                productId: string;
                                quantity: number;
                                reorderPoint: number;
                                storeId: string;
                            }[];
                            /** @description The first line's shelf, after the sale */
                            inventory: {
                                available: number;
                                productId: string;
                                quantity: number;
                                reorderPoint: number;
                                storeId: string;
                            };
                            order: {
                                /** @description Cash to hand back */
                                change: string;
                                currency: string;
                                /** @description What was taken off the listed prices */
                                discount: string;
                                id: string;
                                payments: components["schemas"]["Payment"][];
                                /** @description Gapless in its store */
                                receiptNumber: number;
                                /** @description Decimal string */
                                subtotal: string;
                                /** @description Decimal string */
                                tax: string;
                                taxIncluded: boolean;
                                /** @description Decimal string */
                                total: string;
                                units: number;
                            };
                            /** @description The first line */
                            sale: {
                                currency: string;
                                id: string;
                                name: string;
                                orderId: string;
                                productId: string;
                                quantity: number;
                                refundedQuantity: number;
                                sku: string;
                                /** Format: date-time */
                                soldAt: string;
                                storeId: string;
                                /** @description Decimal string */
                                total: string;
                                /** @description Decimal string */
                                unitPrice: string;
                            };
                            /** @description Every line */
                            sales: components["schemas"]["Sale"][];
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sales/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One sale */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Sale"];
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sales/{id}/refund": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give pieces of a sale back
         * @description Without quantity, all that are left. Goods return to the shelf they were sold from, unless restock is false.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        quantity?: number;
                        /** @default  */
                        reason?: string;
                        /** @default true */
                        restock?: boolean;
                        /** @default 1 */
                        till?: string;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            inventory: {
                                available: number;
                                productId: string;
                                quantity: number;
                                reorderPoint: number;
                                storeId: string;
                            } | null;
                            order: {
                                id: string;
                                paymentStatus: string;
                                /** @description Decimal string */
                                refundedTotal: string;
                                refundedUnits: number;
                                status: string;
                            };
                            refund: {
                                /** Format: date-time */
                                at: string;
                                currency: string;
                                id: string;
                                orderId: string;
                                quantity: number;
                                restocked: boolean;
                                /** @description Decimal string */
                                tax: string;
                                /** @description Decimal string */
                                total: string;
                            };
                            sale: {
                                id: string;
                                refundedQuantity: number;
                            };
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A token for a service, for a day at most
         * @description HS256. Reading a vendor's catalog takes `catalog:sync` and `catalog:sync:<vendor>`. It cannot be revoked: what must be is an API key.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default 60 */
                        minutes?: number;
                        /**
                         * @description Named in the audit
                         * @default service
                         */
                        name?: string;
                        scopes: (("catalog:sync" | "catalog:read") | string)[];
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ServiceToken"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The business's settings and stores */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Settings"];
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        /** Change settings; what is not named stays */
        put: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                    /** @description The ETag the change was made from: 409 when it is another by now */
                    "If-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description What sums over all stores are in, and a new store begins with; stores keep theirs */
                        currency?: string;
                        /** @enum {string} */
                        locale?: "en" | "da";
                        name?: string;
                        taxIncluded?: boolean;
                        taxRate?: number;
                        timeZone?: string;
                        version?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            version: number;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change settings; what is not named stays */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                    /** @description The ETag the change was made from: 409 when it is another by now */
                    "If-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description What sums over all stores are in, and a new store begins with; stores keep theirs */
                        currency?: string;
                        /** @enum {string} */
                        locale?: "en" | "da";
                        name?: string;
                        taxIncluded?: boolean;
                        taxRate?: number;
                        timeZone?: string;
                        version?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            version: number;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/setup/{connectionId}/create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have products of ours made there, as drafts nobody can buy yet
         * @description They are made one after the other; `GET /setup/{connectionId}/missing` says how far it is. What the shop has under the same SKU already is linked and not made. `left` are those that cannot be made, each with why. 409 `cannot_make_products`: the platform lets nobody.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    connectionId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        productIds: string[];
                    };
                };
            };
            responses: {
                /** @description Done */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            left: {
                                productId: string;
                                /** @enum {string} */
                                why: "sold_there" | "archived" | "no_price" | "currency_differs";
                            }[];
                            wanted: number;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup/{connectionId}/create-all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have all products of ours made there that are not sold there and can be made, or those a word asks for */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    connectionId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description A part of name, SKU or barcode */
                        q?: string;
                        /**
                         * @description Only those that were wanted there and not made
                         * @default false
                         */
                        refused?: boolean;
                    };
                };
            };
            responses: {
                /** @description Done */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            wanted: number;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup/{connectionId}/listings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is sold there, and which product of ours it is or could be */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    /** @description A part of name, SKU or barcode */
                    q?: string;
                    /** @description `unlinked`: nobody knows the product; `review`: of those, more than one could be it; `none`: no product of ours; `gone`: not there when everything was last read */
                    show?: "all" | "linked" | "unlinked" | "review" | "none" | "gone";
                    /** @description Only this one, however it is linked */
                    variantId?: string;
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    connectionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                barcode: string;
                                /** @description More than one product could be it */
                                isAmbiguous: boolean;
                                /** @description It was not there when everything was last read */
                                isGone: boolean;
                                /** @description What stands there, as far as we know */
                                known: number | null;
                                linkedBy: ("rule" | "person") | null;
                                name: string;
                                /** @description Minor units of the shop's currency */
                                price: number | null;
                                problem: string | null;
                                productId: string | null;
                                productName: string | null;
                                productSku: string | null;
                                sku: string;
                                /** @description Where nobody knows: what it could be, the likeliest first */
                                suggestions: {
                                    name: string;
                                    productId: string;
                                    sku: string;
                                    /** @enum {string} */
                                    why: "barcode" | "sku";
                                }[];
                                variantId: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup/{connectionId}/map": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say which product of ours a variant is; it stands */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    connectionId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        productId: string;
                        variantId: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            productId: string | null;
                            variantId: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup/{connectionId}/missing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Products of ours that are not sold there, and what would be made of each */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    /** @description A part of name, SKU or barcode */
                    q?: string;
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    connectionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                barcode: string;
                                currency: string;
                                /** @description What the shop said of it */
                                heard: string;
                                name: string;
                                /** @description In `currency`; null: nobody has priced it */
                                price: string | null;
                                productId: string;
                                /** @description How many there would be from the start */
                                quantity: number;
                                /** @description Why it was not made; empty where it was, or was not tried */
                                reason: string;
                                sku: string;
                                /** @description Whether it was to be made there, and what came of it */
                                wanted: ("waiting" | "made" | "found" | "refused") | null;
                                /** @description What keeps it from being made there */
                                why: ("sold_there" | "archived" | "no_price" | "currency_differs") | null;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup/{connectionId}/unmap": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that a variant is no product of ours; it stands */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    connectionId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        variantId: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            productId: string | null;
                            variantId: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/store-doors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How each store's tills sign in and lock */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["StoreDoor"][];
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/store-doors/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change how a store's tills sign in and lock; what is not named stays */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                    /** @description The ETag the change was made from: 409 when it is another by now */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        email?: string | null;
                        lockMinutes?: number;
                        password?: string;
                        pinLength?: 4 | 6;
                        version?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            storeId: string;
                            version: number;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/store-doors/{id}/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin codes from an authenticator app
         * @description Answers the secret, which counts once a code of it was confirmed.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description otpauth://…, to be shown as a QR code */
                            address: string;
                            secret: string;
                            storeId: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        /** Codes come by mail again */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            storeId: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/store-doors/{id}/totp/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Codes of the app count from now on */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            storeId: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The stores there are, in their order */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Store"][];
                            nextCursor: null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /** Open another store */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        currency?: string;
                        /**
                         * @default shop
                         * @enum {string}
                         */
                        kind?: "shop" | "web";
                        name: string;
                        timeZone?: string;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Store"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One store */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Store"];
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        /**
         * Replace a store's name, time zone and currency
         * @description A changed time zone holds from now on: days that are over stay as they were counted. The currency can change until the store has sold, or priced goods stand on its shelves (409 store_has_sold, store_has_prices).
         */
        put: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                    /** @description The ETag the change was made from: 409 when it is another by now */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Only until it has sold, or priced goods stand on its shelves */
                        currency: string;
                        name: string;
                        /** @description Days that are over stay as they were counted */
                        timeZone: string;
                        version?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Store"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change what is named of a store
         * @description A changed time zone holds from now on: days that are over stay as they were counted. The currency can change until the store has sold, or priced goods stand on its shelves (409 store_has_sold, store_has_prices).
         */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                    /** @description The ETag the change was made from: 409 when it is another by now */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Only until it has sold, or priced goods stand on its shelves */
                        currency?: string;
                        name?: string;
                        /** @description Days that are over stay as they were counted */
                        timeZone?: string;
                        version?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Store"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/stores/{id}/till-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a store's counter works, and what its receipts say */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TillSettings"];
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change how a store's counter works */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                    /** @description The ETag the change was made from: 409 when it is another by now */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        address?: string;
                        /** @description Percent an agent may take off alone */
                        agentDiscount?: number;
                        /**
                         * @description What a till that is alone does with a sale of more than it keeps
                         * @enum {string}
                         */
                        beyondLease?: "warn" | "refuse";
                        /** @description Percent an employee may take off alone */
                        employeeDiscount?: number;
                        /** @description How long a till keeps them after it was last heard */
                        leaseHours?: number;
                        /** @description Pieces of a product each till keeps for the time it may be alone, at most; 0 is none */
                        leaseUnits?: number;
                        legalName?: string;
                        /** @enum {string} */
                        paper?: "80mm" | "a4";
                        phone?: string;
                        receiptText?: string;
                        /** @description Whether prices include their tax; null is as the business has it */
                        taxIncluded?: boolean | null;
                        vatNumber?: string;
                        version?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TillSettings"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/stores/{id}/z-reports/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One Z report */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    id: string;
                    number: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OneZReport"];
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/styles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Styles by name, with their shelves summed */
        get: {
            parameters: {
                query?: {
                    categoryId?: string;
                    cursor?: string;
                    limit?: number;
                    /** @description Part of the name or the vendor */
                    q?: string;
                    storeId?: string;
                    vendor?: string;
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                categoryId: string | null;
                                /** @description The attribute whose values are its columns */
                                columnAxis: string;
                                /** Format: date-time */
                                createdAt: string;
                                currency: string | null;
                                description: string;
                                /** @description Decimal string in the product's currency */
                                highest: string | null;
                                id: string;
                                imageUrl: string | null;
                                inventory: {
                                    available: number;
                                    incoming: number;
                                    reorderPoint: number;
                                    reserved: number;
                                };
                                /** @description The lowest price; null where there is none, or of several currencies */
                                lowest: string | null;
                                name: string;
                                /** @description Products of it that are not archived */
                                products: number;
                                /** @description The attribute whose values are the rows of its matrix */
                                rowAxis: string;
                                /** Format: date-time */
                                updatedAt: string;
                                vendor: string;
                                version: number;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /** Add a style */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        categoryId?: string | null;
                        /** @description The attribute whose values are the rows, or the columns, of its matrix */
                        columnAxis?: string;
                        description?: string;
                        imageUrl?: string | null;
                        name: string;
                        /** @description The attribute whose values are the rows, or the columns, of its matrix */
                        rowAxis?: string;
                        vendor?: string;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Style"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/styles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One style */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Style"];
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        /** Replace what a style says */
        put: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        categoryId?: string | null;
                        /** @description The attribute whose values are the rows, or the columns, of its matrix */
                        columnAxis?: string;
                        description?: string;
                        imageUrl?: string | null;
                        name: string;
                        /** @description The attribute whose values are the rows, or the columns, of its matrix */
                        rowAxis?: string;
                        vendor?: string;
                        /** @description The version this change was made from; another one by now is refused with 409 */
                        version?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Style"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        post?: never;
        /** Remove a style that has no products */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            removed: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Change what a style says */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        categoryId?: string | null;
                        /** @description The attribute whose values are the rows, or the columns, of its matrix */
                        columnAxis?: string;
                        description?: string;
                        imageUrl?: string | null;
                        name?: string;
                        /** @description The attribute whose values are the rows, or the columns, of its matrix */
                        rowAxis?: string;
                        vendor?: string;
                        /** @description The version this change was made from; another one by now is refused with 409 */
                        version?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Style"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/styles/{id}/matrix": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A style with all its products */
        get: {
            parameters: {
                query?: {
                    storeId?: string;
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            style: components["schemas"]["Style"];
                            variants: components["schemas"]["Variant"][];
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        /**
         * Save cells of the matrix, all or none
         * @description Each cell says what stood there when it was looked at (`was`) and is only saved while that is still so. If any cell cannot be saved, none is: `details.cells` names each with its row, column, fact, rule and what is there now; 409 where somebody else was faster, 400 where a value is wrong in itself.
         */
        put: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        cells: {
                            /** @enum {string} */
                            fact: "onHand" | "reorderPoint" | "price" | "cost" | "sku" | "barcode" | "status";
                            productId: string;
                            /** @description Whole numbers for the shelf, decimal strings for amounts, null for none */
                            value: string | number | null;
                            /** @description What stood there when it was looked at; if it is another by now, nothing is saved */
                            was: string | number | null;
                        }[];
                        note?: string;
                        /**
                         * @description Why quantities change
                         * @default count
                         * @enum {string}
                         */
                        reason?: "count" | "adjustment";
                        /** @description Whose shelves `onHand` and `reorderPoint` are */
                        storeId?: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            products: number;
                            /** @description Cells that changed something */
                            saved: number;
                            /** @description By how many units the shelves hold more */
                            units: number;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/styles/{id}/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make products variants of a style */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        productIds: string[];
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            changed: number;
                            /** @description How many are of the style now, archived ones too */
                            products: number;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        /** Take products out of a style */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        productIds: string[];
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            changed: number;
                            /** @description How many are of the style now, archived ones too */
                            products: number;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/styles/{id}/variants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add products the matrix misses, as drafts */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Left out: as their siblings */
                        cost?: number | string;
                        /** @description Left out: as their siblings */
                        price?: number | string;
                        /** @description How SKUs are made up, such as KNU-{row}-{column}; left out, like those of its siblings */
                        skuPattern?: string;
                        /** @description Opens an empty shelf there */
                        storeId?: string;
                        variants: {
                            column: string;
                            row: string;
                            /** @description Made up when left out */
                            sku?: string;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                column: string;
                                id: string;
                                name: string;
                                row: string;
                                sku: string;
                            }[];
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask every shop now, for orders and goods */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sync/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pause one connection, or all: what is told meanwhile is kept */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description All of them without it */
                        connectionId?: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sync/pull-orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask every shop now for its orders */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description How many shops are asked */
                            count: number;
                            message: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sync/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on with one connection, or all, first with what was told meanwhile, in order */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description All of them without it */
                        connectionId?: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sync/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How each connection stands */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            lastSync: string | null;
                            orderCount: number;
                            platform: string;
                            productCount: number;
                            storeUrl: string;
                            syncEnabled: boolean;
                        }[];
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tills/lease": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep goods for the time the till may be alone
         * @description For an enrolled device and whoever is signed in at it. What the till keeps is promised to it until then, free for nobody else, and what it sells comes out of it first. Asked again, it is renewed and follows what stands in the store.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description Pieces of each product the till believes it keeps
                         * @default {}
                         */
                        holds?: {
                            [key: string]: number;
                        };
                        tillId: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TillLease"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tills/queues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How each till stands: heard when, what waits, what is missing */
        get: {
            parameters: {
                query?: {
                    storeId?: string;
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["TillQueue"][];
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tills/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand in what a till sold without the network
         * @description For an enrolled device, by its own cookie; whoever sold may long be signed out. At most 20 sales, taken in by their numbers; each is one sale by its id, however often it comes. One that is not in the answer could not be taken in now and is to be sent again. A device that was revoked may still hand in: its sales are held.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The last number it has given out */
                        lastSeq: number;
                        sales: {
                            /** @description Leave for its discount, given while the till could still ask */
                            approvalId?: string;
                            /** @description The employee who said that they sold, where nobody could ask for a PIN; else whoever the mandate names */
                            claimedSeller?: string;
                            currency: string;
                            customer?: {
                                email?: "" | string;
                                id?: string;
                                name?: string;
                            };
                            discount?: {
                                percent: number;
                            } | {
                                amount: number | string;
                            };
                            /** @description What was paid for all of it */
                            expectedTotal: number | string;
                            /**
                             * Format: uuid
                             * @description The sale's own name: handed in again, it is the same sale
                             */
                            id: string;
                            lines: {
                                discount?: {
                                    percent: number;
                                } | {
                                    amount: number | string;
                                };
                                note?: string;
                                /** @description Of one piece, as the till showed it */
                                price: number | string;
                                productId: string;
                                quantity: number;
                                /** @description Basis points */
                                taxRate: number;
                            }[];
                            /**
                             * @description What the till was given when whoever sold signed in
                             * @default
                             */
                            mandate?: string;
                            /** @default  */
                            note?: string;
                            payments?: {
                                /** @description Without it, what is left of the total */
                                amount?: number | string;
                                /** @enum {string} */
                                method: "cash" | "card";
                                /** @description Cash handed over; without it, exactly what is due */
                                received?: number | string;
                                /** @description What stands on the terminal's slip */
                                reference?: string;
                            }[];
                            /** @description Its number in the till's own sequence, which has no gaps */
                            seq: number;
                            /** @description Milliseconds since 1970, by the till's clock */
                            soldAt: number;
                            taxIncluded: boolean;
                            /** @default 1 */
                            till?: string;
                        }[];
                        /** @description Milliseconds since 1970, by the till's clock */
                        sentAt: number;
                        /** @description The device that made the sales */
                        tillId: string;
                        /** @description Sales that still wait when these have gone out */
                        waiting: number;
                        /**
                         * @description Milliseconds since 1970, by the till's clock
                         * @default null
                         */
                        waitingSince?: number | null;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            results: components["schemas"]["HandedInSale"][];
                            till: {
                                highest: number;
                                /** @description Numbers of the sequence nobody has handed in */
                                missing: number[];
                            };
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Transfers between stores, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    /** @description `open`: draft, in_transit and part_received */
                    status?: "draft" | "in_transit" | "part_received" | "received" | "short" | "cancelled" | "open";
                    /** @description At either end */
                    storeId?: string;
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["TransferSummary"][];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /** Write down what shall go from one store to another; with `send`, send it at once */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        fromStoreId: string;
                        /** @default [] */
                        lines?: {
                            productId: string;
                            quantity: number;
                        }[];
                        note?: string;
                        /** @default false */
                        send?: boolean;
                        toStoreId: string;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Transfer"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/transfers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One transfer with its lines */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Transfer"];
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/transfers/{id}/bring-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put what was sent and never received back on the shelf it came from */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        lines?: {
                            productId: string;
                            quantity: number;
                        }[];
                        note?: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Transfer"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/transfers/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Call it off: throw a draft away, or bring everything back that was sent */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Transfer"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/transfers/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close it short: what is still on its way is missing, for a reason */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        note?: string;
                        /** @enum {string} */
                        reason: "lost" | "damaged" | "unknown";
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Transfer"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/transfers/{id}/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a product on a draft, change how many, or take it out */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description How many more, instead of quantity */
                        add?: number;
                        /** @description SKU or barcode, instead of productId */
                        code?: string;
                        productId?: string;
                        quantity?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            product: {
                                id: string;
                                name: string;
                                sku: string;
                            };
                            /** @description After the change; 0 when the line was taken out */
                            quantity: number;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/transfers/{id}/receive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put what arrived on the shelf: the lines named, or all of it */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        lines?: {
                            productId: string;
                            quantity: number;
                        }[];
                        note?: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Transfer"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/transfers/{id}/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a draft: the goods leave the shelf and are on their way */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Transfer"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** People of the business, by name */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    role?: "owner" | "manager" | "agent" | "employee";
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Person"][];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /** Add a person */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        email: string;
                        name: string;
                        password: string;
                        /** @enum {string} */
                        role: "owner" | "manager" | "agent" | "employee";
                        username?: string;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Person"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One person */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Person"];
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        /** Replace a person's name and role */
        put: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                    /** @description The ETag the change was made from: 409 when it is another by now */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /** @enum {string} */
                        role: "owner" | "manager" | "agent" | "employee";
                        version?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Person"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        post?: never;
        /** Remove a person: sessions end, names are free again */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                    /** @description The ETag the change was made from: 409 when it is another by now */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            removed: string;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Change a person's name or role */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                    /** @description The ETag the change was made from: 409 when it is another by now */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        /** @enum {string} */
                        role?: "owner" | "manager" | "agent" | "employee";
                        version?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Person"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/vendor-terms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How vendors deliver, or one of them, by the name products carry */
        get: {
            parameters: {
                query?: {
                    vendor?: string;
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["VendorTerms"][];
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Say how a vendor delivers; what is not named stays */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description For how many days an order shall last from then on */
                        coverDays?: number;
                        /** @description Where purchase requests go; empty: nowhere */
                        email?: string | "";
                        /** @description From the order to the goods on the shelf */
                        leadDays?: number;
                        /** @description The least an order may cost */
                        minimum?: number | string;
                        /** @description Sold in packs of so many */
                        packSize?: number;
                        terms?: string;
                        vendor: string;
                        version?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["VendorTerms"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The product lists one sees kept: one's own and everybody's */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The one the list opens with for whoever asks */
                            chosen: string | null;
                            items: components["schemas"]["View"][];
                            nextCursor: null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No token provided / Invalid token */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /** Keep a product list under a name */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default false */
                        isShared?: boolean;
                        name: string;
                        query: string;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["View"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/views/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Forget a view */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ViewRemoval"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Give a view another name or list, or share it */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                    /** @description The ETag the change was made from: 409 when it is another by now */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        isShared?: boolean;
                        name?: string;
                        query?: string;
                        /** @description The version this change was made from; another one by now is refused with 409 */
                        version?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["View"];
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/views/chosen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say which view the list opens with for oneself
         * @description `viewId` null: with all of it.
         */
        put: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        viewId: string | null;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            viewId: string | null;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resend says what became of a mail
         * @description Signed by Standard Webhooks (`svix-*` or `webhook-*` headers). 503 without `RESEND_WEBHOOK_SECRET`, 404 for a mail we do not know (yet): either way Resend tells it again.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": unknown;
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            kept: boolean;
                        };
                    };
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/z-reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Z reports of a store, newest first */
        get: {
            parameters: {
                query: {
                    cursor?: string;
                    limit?: number;
                    storeId: string;
                };
                header?: {
                    /** @description The ETag of an answer you have: 304 when it still holds */
                    "If-None-Match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["ZReport"][];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What you have still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field or a rule is named in details.issues */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Address: {
            city: string;
            company: string;
            country: string;
            line1: string;
            line2: string;
            name: string;
            phone: string;
            postcode: string;
            region: string;
        };
        ApiKey: {
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string | null;
            /** @description Its last four characters */
            hint: string;
            id: string;
            /** Format: date-time */
            lastUsedAt: string | null;
            lastUsedIp: string | null;
            madeBy: string;
            /** @enum {string} */
            mode: "live" | "test";
            name: string;
            replacedBy: string | null;
            scopes: string[];
        };
        Attribute: {
            /** @description One that product forms ask for; others are on some product all the same */
            isKept: boolean;
            name: string;
            /** @description What products say, up to some hundreds */
            values: string[];
        };
        AuditFinding: {
            /** Format: date-time */
            at?: string;
            id?: string;
            seal?: number;
            seq?: number | null;
            type?: string;
            /** @enum {string} */
            what: "event_changed" | "event_inserted" | "event_missing" | "seal_changed" | "seal_missing" | "seal_unlinked" | "anchor_missing" | "anchor_differs";
        };
        AuditSeal: {
            fromSeq: number;
            /** @description SHA-256 of this seal’s own words */
            hash: string;
            /** @description The hash of each event from fromSeq to toSeq */
            leaves: string[];
            number: number;
            /** @description The hash of the seal before; empty for the first */
            previous: string;
            /** @description SHA-256 of the leaves, a line each */
            root: string;
            /** Format: date-time */
            sealedAt: string;
            toSeq: number;
        };
        Business: {
            currency: string;
            id: string;
            /** @enum {string} */
            locale: "en" | "da";
            name: string;
            slug: string;
            taxIncluded: boolean;
            /** @description Percent */
            taxRate: number;
            timeZone: string;
        };
        CannedReply: {
            file: {
                bytes: number;
                mime: string;
                name: string;
            } | null;
            id: string;
            shortcut: string;
            text: string;
            title: string;
            version: number;
        };
        Category: {
            /** Format: date-time */
            createdAt: string;
            id: string;
            name: string;
            parentId: string | null;
            position: number;
            /** @description Products in it directly that are not archived */
            products: number;
            /** Format: date-time */
            updatedAt: string;
            version: number;
        };
        CategoryRemoval: {
            categories: number;
            /** @description Takes it back; null when more stood in it than can be named */
            changeId: string | null;
            /** @description Where its contents are now; null: in no category */
            into: string | null;
            products: number;
            removed: string;
            styles: number;
        };
        Chat: {
            assignee: {
                id: string;
                name: string;
            } | null;
            connectionId: string;
            connectionName: string;
            customer: {
                id: string;
                name: string;
            };
            id: string;
            labels: components["schemas"]["ChatLabel"][];
            /** Format: date-time */
            lastAt: string;
            lastKind: ("TEXT" | "IMAGE" | "VIDEO" | "AUDIO" | "FILE" | "LOCATION" | "STICKER") | null;
            lastSender: ("CUSTOMER" | "AGENT" | "SYSTEM") | null;
            lastState: ("scheduled" | "queued" | "sending" | "unsure" | "sent" | "delivered" | "read" | "failed") | null;
            platform: string;
            preview: string;
            /** @enum {string} */
            status: "OPEN" | "PENDING" | "RESOLVED" | "CLOSED";
            unread: number;
            version: number;
            /**
             * Format: date-time
             * @description Since when they wait for an answer
             */
            waitingSince: string | null;
            /**
             * Format: date-time
             * @description Until when an answer may be sent; null: only a template, where the platform has them
             */
            windowUntil: string | null;
        };
        ChatLabel: {
            colour: string;
            id: string;
            name: string;
        };
        /** @description A person who buys. */
        Customer: {
            city: string;
            country: string;
            /** Format: date-time */
            createdAt: string;
            email: string | null;
            id: string;
            language: ("en" | "da") | null;
            /**
             * Format: date-time
             * @description The last purchase, else when they were written down
             */
            lastSeenAt: string;
            /**
             * Format: date-time
             * @description When they agreed to be written to; null: they have not
             */
            mailConsentAt: string | null;
            name: string;
            note: string;
            /** @description Who they turned out to be: the id itself, unless they were merged into somebody */
            personId: string;
            phone: string | null;
            postcode: string;
            /** @enum {string} */
            state: "active" | "archived" | "merged" | "erased";
            street: string;
            /** Format: date-time */
            updatedAt: string;
            version: number;
        };
        CustomerPurchases: {
            currency: string;
            /** Format: date-time */
            firstAt: string;
            /** Format: date-time */
            lastAt: string;
            orders: number;
            /** @description Decimal string */
            refundedTotal: string;
            refundedUnits: number;
            /** @description Decimal string */
            total: string;
            units: number;
        };
        /** @description Everything that is known of one person, to hand to them. */
        CustomerRecord: {
            customer: components["schemas"]["CustomerSheet"];
            /** Format: date-time */
            exportedAt: string;
            purchases: {
                [key: string]: unknown;
            }[];
        };
        CustomerSheet: {
            bought: components["schemas"]["CustomerPurchases"][];
            city: string;
            contactPoints: {
                channel: string;
                connectionId: string;
                /** Format: date-time */
                createdAt: string;
                externalId: string;
                handle: string;
                id: string;
            }[];
            country: string;
            /** Format: date-time */
            createdAt: string;
            email: string | null;
            id: string;
            language: ("en" | "da") | null;
            /**
             * Format: date-time
             * @description The last purchase, else when they were written down
             */
            lastSeenAt: string;
            /** @description Who shares a mailbox or a number, and may be the same person */
            lookalikes: {
                city: string;
                email: string | null;
                id: string;
                name: string;
                phone: string | null;
            }[];
            /**
             * Format: date-time
             * @description When they agreed to be written to; null: they have not
             */
            mailConsentAt: string | null;
            merges: {
                actorName: string;
                /** Format: date-time */
                at: string;
                goneId: string;
                id: string;
                name: string;
            }[];
            name: string;
            note: string;
            /** @description Who they turned out to be: the id itself, unless they were merged into somebody */
            personId: string;
            phone: string | null;
            postcode: string;
            /** @enum {string} */
            state: "active" | "archived" | "merged" | "erased";
            street: string;
            /** Format: date-time */
            updatedAt: string;
            version: number;
        };
        DeadLetter: {
            deliveries: number;
            /** Format: date-time */
            diedAt: string;
            error: string;
            eventId: string;
            eventType: string;
            id: string;
            /** Format: date-time */
            settledAt: string | null;
            /** @enum {string} */
            state: "dead" | "replayed" | "discarded";
        };
        Device: {
            /** Format: date-time */
            createdAt: string;
            enrolledBy: string | null;
            /** Format: date-time */
            expiresAt: string;
            id: string;
            ip: string | null;
            /**
             * Format: date-time
             * @description Until when it waits after too many wrong PINs
             */
            lockedUntil: string | null;
            name: string;
            /** @description Who is signed in at it */
            person: string | null;
            /** Format: date-time */
            seenAt: string;
            storeId: string;
            storeName: string;
            userAgent: string;
        };
        Drawer: {
            /** Format: date-time */
            closedAt: string | null;
            currency: string;
            /** @description The till it stands at; null for a browser that is none */
            deviceId: string | null;
            id: string;
            /** Format: date-time */
            openedAt: string;
            openedByName: string;
            /** @description Decimal string */
            openingFloat: string;
            storeId: string;
            /** @description The name its till had when it was opened */
            till: string;
        };
        DrawerReport: {
            /** @description What should lie in the drawer */
            expected: string;
            /** @description Of `payments`, those of orders without a receipt of this drawer; reports of before 2026-11-22 have none */
            ofOrders?: {
                count: number;
                /** @description Decimal string */
                in: string;
                /** @description Decimal string */
                out: string;
            };
            /** @description Decimal string */
            openingFloat: string;
            /** @description Decimal string */
            paidIn: string;
            /** @description Decimal string */
            paidOut: string;
            payments: {
                count: number;
                /** @description Decimal string */
                in: string;
                method: string;
                /** @description Decimal string */
                out: string;
            }[];
            receipts: {
                first: number | null;
                last: number | null;
            };
            refunds: {
                count: number;
                /** @description Decimal string */
                tax: string;
                /** @description Decimal string */
                total: string;
                units: number;
            };
            /** @description Decimal string */
            rounding: string;
            sales: {
                count: number;
                /** @description Decimal string */
                discount: string;
                /** @description Decimal string */
                tax: string;
                /** @description Decimal string */
                total: string;
                units: number;
            };
            /** @description Net of what was given back; `goods` without the tax */
            taxes: {
                /** @description Decimal string */
                goods: string;
                /** @description Percent */
                rate: number;
                /** @description Decimal string */
                tax: string;
            }[];
        };
        Employee: {
            /** @description Ten wrong PINs in a row: somebody has to unlock them */
            blocked: boolean;
            /** @description They have another way in than the PIN */
            hasAccount: boolean;
            hasPin: boolean;
            id: string;
            /** Format: date-time */
            lockedUntil: string | null;
            name: string;
            pinLength: number | null;
            /** @enum {string} */
            role: "owner" | "manager" | "agent" | "employee";
            /** Format: date-time */
            seenAt: string | null;
            /** @enum {string} */
            state: "active" | "disabled";
            stores: {
                name: string;
                slug: string;
                storeId: string;
            }[];
            /** @description The user behind them, whom audit and orders name */
            userId: string;
            version: number;
        };
        EmployeeAtTill: {
            id: string;
            name: string;
            /** @enum {string} */
            role: "owner" | "manager" | "agent" | "employee";
            slug: string;
        };
        EnrolledDevice: {
            device: {
                id: string;
                name: string;
            };
            /** Format: date-time */
            expiresAt: string;
            store: {
                id: string;
                name: string;
            };
        };
        /** @description What was refused, why, and what is there now. */
        Error: {
            code: string;
            details?: {
                [key: string]: unknown;
            };
            error: string;
            requestId: string;
        };
        Event: {
            actorId: string;
            actorKind: string;
            actorName: string;
            /** Format: date-time */
            at: string;
            data: {
                [key: string]: unknown;
            };
            /** @description The till it was done at */
            deviceId: string | null;
            deviceName: string | null;
            id: string;
            ip: string | null;
            requestId: string;
            /** @description Its number in the order things were written down, by which it is sealed */
            seq: number | null;
            storeId: string | null;
            subjectId: string;
            subjectType: string;
            type: string;
        };
        HandedInSale: {
            id: string;
            notes: string[];
            orderId: string | null;
            problem: string | null;
            receiptNumber: number | null;
            seq: number;
            /** @description What no shelf had */
            short: {
                name: string;
                productId: string;
                quantity: number;
            }[];
            /**
             * @description held waits for the owner; refused was refused by them
             * @enum {string}
             */
            state: "sold" | "held" | "refused";
        };
        HeldSale: {
            actorName: string;
            /** Format: date-time */
            arrivedAt: string;
            currency: string;
            deviceId: string;
            deviceName: string;
            id: string;
            problem: string;
            seq: number;
            /** Format: date-time */
            soldAt: string;
            storeId: string;
            storeName: string;
            /** @description Decimal string */
            total: string;
            units: number;
        };
        Import: {
            by: string;
            choices: {
                /**
                 * @description What an empty cell means for a known product: it stays as it is, or is cleared
                 * @enum {string}
                 */
                empty: "keep" | "clear";
                /**
                 * @description What a known SKU, barcode or id means: change that product, or leave it
                 * @enum {string}
                 */
                existing: "update" | "skip";
                /** @description Categories the file names and nobody has are made */
                makeCategories: boolean;
                /** @description Rows without SKU and barcode get one, the same one each time */
                makeSkus: boolean;
                /**
                 * @description What new products are; file: as the file says, else drafts
                 * @enum {string}
                 */
                newStatus: "file" | "draft" | "published";
                /**
                 * @description Which shelves get the file's quantities: those not open yet, all, or none
                 * @enum {string}
                 */
                quantities: "new" | "all" | "none";
                /** @description The store new products get a shelf in, and whose the quantities are */
                storeId: string;
            };
            /** @description Of the rows done so far in this state */
            counts: {
                created: number;
                skipped: number;
                unchanged: number;
                updated: number;
                wrong: number;
            };
            /** Format: date-time */
            createdAt: string;
            /** @enum {string} */
            decimals: "point" | "comma";
            delimiter: string;
            /** @enum {string} */
            encoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";
            /** @description Nothing in the file says so; it is no UTF-8 */
            encodingIsGuess: boolean;
            /** @description SHA-256 of the file, in hex */
            fileHash: string;
            fileName: string;
            /** @description Bytes */
            fileSize: number;
            /** Format: date-time */
            finishedAt: string | null;
            /** @enum {string} */
            format: "ours" | "shopify" | "other";
            headers: string[];
            id: string;
            /** @description It works, and nothing has been heard of it for two minutes */
            isStill: boolean;
            mapping: (string | null)[];
            /** @description What the preview said; after an undo has begun, what the import had done */
            preview: {
                created: number;
                skipped: number;
                unchanged: number;
                updated: number;
                wrong: number;
            } | null;
            problem: {
                code: string;
                details: {
                    [key: string]: string | number;
                };
            } | null;
            sample: {
                changed: string[];
                issues: {
                    /** @description 0 is the first; −1 is none */
                    column: number;
                    details?: {
                        [key: string]: string | number;
                    };
                    field: string;
                    rule: string;
                    /** @description What stood there, up to 200 characters */
                    value: string;
                }[];
                name: string;
                /** @enum {string} */
                outcome: "created" | "updated" | "unchanged" | "skipped" | "wrong";
                /** @description As a spreadsheet counts: 1 is the first line */
                row: number;
                sku: string;
            }[];
            /** Format: date-time */
            startedAt: string | null;
            /** @enum {string} */
            state: "uploaded" | "previewing" | "ready" | "running" | "done" | "failed" | "cancelled" | "undoing" | "undone";
            totalRows: number | null;
            undo: {
                deleted: number;
                kept: number;
                restored: number;
            } | null;
            /** Format: date-time */
            updatedAt: string;
        };
        InboxSealing: {
            /** @description Whether what is said is sealed, at rest and on the line */
            isSealed: boolean;
            /** @description Messages whose key is not there; they stay as they are */
            locked: number;
            /** @description Messages that round has been through */
            looked: number;
            /** Format: date-time */
            startedAt: string | null;
            /**
             * @description Of what was said before: whether a round through it goes on
             * @enum {string}
             */
            state: "working" | "done";
            total: number;
            /** Format: date-time */
            updatedAt: string | null;
        };
        InboxSettings: {
            /** @enum {string} */
            assignment: "off" | "round_robin" | "least_busy";
            capacity: number;
            version: number;
        };
        /** @description The shelf in the store asked about; without one, over all stores */
        Inventory: {
            /** @description quantity − reserved */
            available: number;
            incoming: number;
            /** @description What stands there */
            quantity: number;
            /** @description At how few it counts as low */
            reorderPoint: number;
            /** @description Up to how many to order then; 0 is not set */
            reorderTo: number;
            reserved: number;
        };
        Invite: {
            /** Format: date-time */
            createdAt: string;
            email: string;
            /** Format: date-time */
            expiresAt: string;
            id: string;
            /** @description Name of who invited */
            invitedBy: string;
            name: string | null;
            /** @enum {string} */
            role: "owner" | "manager" | "agent" | "employee";
            /** Format: date-time */
            sentAt: string;
            /** @enum {string} */
            state: "open" | "expired" | "accepted" | "revoked";
        };
        LastSeal: {
            hash: string;
            number: number;
            /** Format: date-time */
            sealedAt: string;
            toSeq: number;
        };
        ListedCustomer: {
            bought: components["schemas"]["CustomerPurchases"][];
            city: string;
            country: string;
            /** Format: date-time */
            createdAt: string;
            email: string | null;
            id: string;
            language: ("en" | "da") | null;
            /**
             * Format: date-time
             * @description The last purchase, else when they were written down
             */
            lastSeenAt: string;
            /**
             * Format: date-time
             * @description When they agreed to be written to; null: they have not
             */
            mailConsentAt: string | null;
            name: string;
            note: string;
            /** @description Who they turned out to be: the id itself, unless they were merged into somebody */
            personId: string;
            phone: string | null;
            postcode: string;
            /** @enum {string} */
            state: "active" | "archived" | "merged" | "erased";
            street: string;
            /** Format: date-time */
            updatedAt: string;
            version: number;
        };
        Message: {
            /** @description What it truly is, where it is none of the kinds */
            as: string | null;
            /** Format: date-time */
            at: string;
            chatId: string;
            clientId: string | null;
            details: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            dueAt: string | null;
            /** Format: date-time */
            editedAt: string | null;
            id: string;
            isDeleted: boolean;
            isForwarded: boolean;
            /** @description Its words are sealed with a key the server does not have */
            isLocked: boolean;
            isNote: boolean;
            /** @enum {string} */
            kind: "TEXT" | "IMAGE" | "VIDEO" | "AUDIO" | "FILE" | "LOCATION" | "STICKER";
            media: {
                bytes: number | null;
                id: string;
                mime: string;
                name: string;
                /** @enum {string} */
                state: "waiting" | "ready" | "gone";
                /** @description On this origin, for who may read chats */
                url: string;
                why: string | null;
            }[];
            reactions: {
                /** @enum {string} */
                by: "CUSTOMER" | "AGENT";
                emoji: string;
            }[];
            replyTo: {
                id: string;
                text: string;
            } | null;
            /** @description What the platform said of it */
            said: string;
            /** @enum {string} */
            sender: "CUSTOMER" | "AGENT" | "SYSTEM";
            /** @description Whoever of the business wrote it here, by their user id; null for anybody else, and for what was written in the platform's own app */
            senderId: string | null;
            senderName: string | null;
            /** @description Its number in the chat, as it was written down; read by `at`, then `seq` */
            seq: number;
            /** @description Of ours: how far it got; it never goes back */
            state: ("scheduled" | "queued" | "sending" | "unsure" | "sent" | "delivered" | "read" | "failed") | null;
            text: string;
            version: number;
            /** @description Of one that failed: window_closed, undeliverable … */
            why: string | null;
        };
        NamedStockMovement: {
            actorId: string;
            actorName: string;
            /** Format: date-time */
            at: string;
            delta: number;
            id: string;
            name: string;
            note: string;
            productId: string;
            qtyAfter: number;
            qtyBefore: number;
            /** @enum {string} */
            reason: "receipt" | "sale" | "return" | "adjustment" | "damage" | "count" | "transfer_out" | "transfer_in" | "channel_sync" | "initial";
            referenceId: string | null;
            referenceType: string | null;
            /** @description The how-manieth of this shelf */
            seq: number;
            sku: string;
            storeId: string;
            storeName: string;
        };
        OneZReport: {
            /** Format: date-time */
            closedAt: string;
            closedByName: string;
            /** @description Decimal string */
            counted: string;
            currency: string;
            /** @description Decimal string */
            difference: string;
            drawerId: string;
            /** @description Decimal string */
            expected: string;
            /** @description Sold there without the network and told after the drawer was counted: no part of the report; the cash is in its difference */
            late: {
                /** @description Decimal string */
                cash: string;
                count: number;
                /** @description Decimal string */
                total: string;
            };
            note: string;
            /** @description Gapless in its store */
            number: number;
            /** Format: date-time */
            openedAt: string;
            openedByName: string;
            report: components["schemas"]["DrawerReport"];
            storeId: string;
            till: string;
        };
        OpenChat: {
            assignee: {
                id: string;
                name: string;
            } | null;
            cannotSend: string | null;
            canReply: boolean;
            connectionId: string;
            connectionName: string;
            connectionState: string;
            customer: {
                id: string;
                name: string;
            };
            handle: string;
            id: string;
            labels: components["schemas"]["ChatLabel"][];
            /** Format: date-time */
            lastAt: string;
            lastKind: ("TEXT" | "IMAGE" | "VIDEO" | "AUDIO" | "FILE" | "LOCATION" | "STICKER") | null;
            lastSender: ("CUSTOMER" | "AGENT" | "SYSTEM") | null;
            lastSeq: number;
            lastState: ("scheduled" | "queued" | "sending" | "unsure" | "sent" | "delivered" | "read" | "failed") | null;
            platform: string;
            preview: string;
            /** @enum {string} */
            status: "OPEN" | "PENDING" | "RESOLVED" | "CLOSED";
            unread: number;
            version: number;
            /**
             * Format: date-time
             * @description Since when they wait for an answer
             */
            waitingSince: string | null;
            window: {
                /** @enum {string} */
                kind: "open" | "human_agent" | "closed";
                /** Format: date-time */
                until: string | null;
            };
            /**
             * Format: date-time
             * @description Until when an answer may be sent; null: only a template, where the platform has them
             */
            windowUntil: string | null;
        };
        /** @description A sale is an order of the channel counter. */
        Order: {
            /** @description Who sold it, or wrote it down */
            actorName: string;
            assigneeId: string | null;
            /** @enum {string} */
            channel: "counter" | "desk" | "storefront" | "shopify" | "woocommerce";
            currency: string;
            customerId: string | null;
            customerName: string;
            /** @enum {string} */
            fulfillmentStatus: "unfulfilled" | "fulfilled";
            id: string;
            lineCount: number;
            /** @enum {string} */
            paymentStatus: "unpaid" | "part_paid" | "paid" | "part_refunded" | "refunded";
            /** Format: date-time */
            placedAt: string;
            /** @description What its buyer calls it, where it is from a platform */
            platformNumber: string;
            /** @description Decimal string */
            refundedTotal: string;
            refundedUnits: number;
            /** @description Units that are paid for, or accepted, and not there */
            shortUnits: number;
            /** @enum {string} */
            status: "PENDING" | "PROCESSING" | "SHIPPED" | "DELIVERED" | "COMPLETED" | "CANCELLED" | "REFUNDED";
            storeId: string;
            /** @description Its first line */
            title: string;
            /** @description What was paid, or is to be: the lines, shipping and tip */
            total: string;
            units: number;
            version: number;
        };
        OrderSheet: {
            /** @description Who sold it, or wrote it down */
            actorName: string;
            /** Format: date-time */
            archivedAt: string | null;
            assigneeId: string | null;
            billingAddress: components["schemas"]["Address"] | null;
            /**
             * Format: date-time
             * @description When its buyer placed it elsewhere, where that was before it came in (`placedAt`)
             */
            boughtAt: string | null;
            /** @enum {string} */
            channel: "counter" | "desk" | "storefront" | "shopify" | "woocommerce";
            connectionId: string | null;
            currency: string;
            customerEmail: string;
            customerId: string | null;
            customerName: string;
            customerPhone: string;
            /** @description What was taken off, and is in no figure any more */
            discount: string;
            /** Format: date-time */
            fulfilledAt: string | null;
            /** @enum {string} */
            fulfillmentStatus: "unfulfilled" | "fulfilled";
            /**
             * Format: date-time
             * @description Until when its goods are kept; null: until it is settled, or nothing is kept
             */
            heldUntil: string | null;
            id: string;
            lines: {
                /** @description Also the id of the sale */
                id: string;
                name: string;
                productId: string;
                quantity: number;
                refundedQuantity: number;
                /** @description Decimal string */
                refundedTotal: string;
                /** @enum {string|null} */
                shortfall: "open" | "backorder" | null;
                /** @description Units of it that are not there */
                shortQuantity: number;
                sku: string;
                /** @description Decimal string */
                tax: string;
                /** @description Percent */
                taxRate: number;
                /** @description Decimal string */
                total: string;
                /** @description Decimal string */
                unitPrice: string;
            }[];
            looseLines: {
                id: string;
                /**
                 * @description `unmatched`: nobody has said which product it is; `custom`: it is none
                 * @enum {string}
                 */
                kind: "unmatched" | "custom";
                name: string;
                quantity: number;
                sku: string;
                /** @description Decimal string */
                tax: string;
                /** @description Percent */
                taxRate: number;
                /** @description Decimal string */
                total: string;
                /** @description Decimal string */
                unitPrice: string;
            }[];
            note: string;
            /** @description Of an order that is paid: what is still to be paid, of a deposit or because it grew; negative: what was paid too much */
            owed: string;
            /** Format: date-time */
            paidAt: string | null;
            payments: {
                /** @description Decimal string */
                amount: string;
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                method: "cash" | "card" | "exchange" | "unspecified";
                reference: string;
            }[];
            /** @enum {string} */
            paymentStatus: "unpaid" | "part_paid" | "paid" | "part_refunded" | "refunded";
            /** Format: date-time */
            placedAt: string;
            /** @description What its buyer calls it, where it is from a platform */
            platformNumber: string;
            platformOrderId: string | null;
            /** @description Decimal string */
            refundedTotal: string;
            refundedUnits: number;
            refunds: {
                actorName: string;
                /** Format: date-time */
                at: string;
                /** @description Of shipping, tip and lines without a product */
                extra: string;
                id: string;
                lines: {
                    /** @description Decimal string */
                    amount: string;
                    lineId: string;
                    quantity: number;
                    /** @description Decimal string */
                    tax: string;
                }[];
                reason: string;
                restocked: boolean;
                /** @description Decimal string */
                tax: string;
                /** @description Decimal string */
                total: string;
                units: number;
            }[];
            /** @description Decimal string */
            shipping: string;
            shippingAddress: components["schemas"]["Address"] | null;
            /** @description Units that are paid for, or accepted, and not there */
            shortUnits: number;
            /** @enum {string} */
            status: "PENDING" | "PROCESSING" | "SHIPPED" | "DELIVERED" | "COMPLETED" | "CANCELLED" | "REFUNDED";
            storeId: string;
            /** @description The lines as priced */
            subtotal: string;
            /** @description Decimal string */
            tax: string;
            /** @description Whether tax stands inside the subtotal, or comes on top */
            taxIncluded: boolean;
            /** @description Decimal string */
            tip: string;
            /** @description What was paid, or is to be: the lines, shipping and tip */
            total: string;
            tracking: {
                carrier: string;
                number: string;
                url: string;
            } | null;
            units: number;
            /** Format: date-time */
            updatedAt: string;
            version: number;
        };
        /** @description How an order stands after an act. */
        OrderStand: {
            /** @enum {string} */
            fulfillmentStatus: "unfulfilled" | "fulfilled";
            id: string;
            /** @enum {string} */
            paymentStatus: "unpaid" | "part_paid" | "paid" | "part_refunded" | "refunded";
            /** @description Units it waits for */
            short: number;
            /** @enum {string} */
            status: "PENDING" | "PROCESSING" | "SHIPPED" | "DELIVERED" | "COMPLETED" | "CANCELLED" | "REFUNDED";
            /** @description Lines nobody knows the product of */
            unmatched: number;
            version: number;
        };
        OversoldGoods: {
            actorName: string;
            deviceId: string;
            deviceName: string;
            elsewhere: {
                available: number;
                name: string;
                storeId: string;
            }[];
            fromStoreId: string | null;
            id: string;
            /** Format: date-time */
            noticedAt: string;
            onHand: number;
            orderId: string;
            /** @enum {string|null} */
            outcome: "counted" | "taken" | "corrected" | null;
            productId: string;
            productName: string;
            reason: string;
            reserved: number;
            seq: number;
            /** Format: date-time */
            settledAt: string | null;
            settledByName: string | null;
            short: number;
            sku: string;
            /** Format: date-time */
            soldAt: string;
            storeId: string;
            storeName: string;
        };
        ParkedBasket: {
            actorName: string;
            /** Format: date-time */
            at: string;
            currency: string;
            id: string;
            name: string;
            storeId: string;
            /** @description When it was put aside */
            total: string;
            units: number;
        };
        Payment: {
            /** @description What it settles; negative where money goes back */
            amount: string;
            /** @description Decimal string */
            change: string;
            /** @enum {string} */
            method: "cash" | "card" | "exchange" | "unspecified";
            /** @description Decimal string */
            received: string;
            reference: string;
            /** @description received − change − amount: what coins cannot say */
            rounding: string;
        };
        PendingDevice: {
            /** @description The address on file, masked */
            email: string;
            /** Format: date-time */
            expiresAt: string;
            /**
             * @description Where the code comes from: a mail, or an authenticator app
             * @enum {string}
             */
            method: "email" | "app";
            /**
             * Format: date-time
             * @description When a new code can be sent
             */
            resendAt: string | null;
            sent: boolean;
            store: {
                id: string;
                name: string;
            };
            triesLeft: number;
        };
        Person: {
            /** Format: date-time */
            createdAt: string;
            email: string | null;
            id: string;
            name: string;
            /** @enum {string} */
            role: "owner" | "manager" | "agent" | "employee";
            username: string | null;
            version: number;
        };
        Product: {
            attributes: {
                [key: string]: string;
            };
            barcode: string | null;
            categoryId: string | null;
            /** @description Decimal string in the product's currency */
            cost: string | null;
            /** Format: date-time */
            createdAt: string;
            currency: string;
            description: string;
            id: string;
            imageId: string | null;
            imageUrl: string | null;
            inventory: components["schemas"]["Inventory"];
            isAvailable: boolean;
            name: string;
            /** @description Decimal string in the product's currency */
            price: string | null;
            shortId: string;
            sku: string;
            /** @enum {string} */
            status: "draft" | "published" | "archived";
            styleId: string | null;
            /** @description Percent; null follows the business */
            taxRate: number | null;
            unit: string;
            /** Format: date-time */
            updatedAt: string;
            vendor: string;
            version: number;
        };
        ProductChanged: {
            attributes: {
                [key: string]: string;
            };
            barcode: string | null;
            categoryId: string | null;
            /** @description Decimal string in the product's currency */
            cost: string | null;
            /** Format: date-time */
            createdAt: string;
            currency: string;
            description: string;
            id: string;
            imageId: string | null;
            imageUrl: string | null;
            inventory: components["schemas"]["Inventory"];
            isAvailable: boolean;
            /** @description What it took; null when the shelf held that already */
            movement: {
                delta: number;
                note: string;
                productId: string;
                qtyAfter: number;
                qtyBefore: number;
                /** @enum {string} */
                reason: "receipt" | "sale" | "return" | "adjustment" | "damage" | "count" | "transfer_out" | "transfer_in" | "channel_sync" | "initial";
                storeId: string;
            } | null;
            name: string;
            /** @description Decimal string in the product's currency */
            price: string | null;
            shortId: string;
            sku: string;
            /** @enum {string} */
            status: "draft" | "published" | "archived";
            styleId: string | null;
            /** @description Percent; null follows the business */
            taxRate: number | null;
            unit: string;
            /** Format: date-time */
            updatedAt: string;
            vendor: string;
            version: number;
        };
        ProductImage: {
            alt: string;
            /** Format: date-time */
            createdAt: string;
            height: number;
            id: string;
            /** @description The least comes first, and is the product's imageUrl */
            position: number;
            productId: string;
            /** @description By the width of the box each is drawn into: 160, 480, 1280. Addresses on this origin, for good */
            urls: {
                [key: string]: string;
            };
            /** @description Of the widest drawing, in pixels */
            width: number;
        };
        ProductsChange: {
            changed: number;
            /** @description Takes it back; null when nothing changed */
            changeId: string | null;
            /** @description Stayed as they were, each with its reason */
            refused: {
                code: string;
                details?: {
                    [key: string]: unknown;
                };
                name: string;
                productId: string;
            }[];
            /** @description Were so already */
            unchanged: number;
        };
        PurchaseOrder: {
            charges: {
                /** @description Decimal string */
                amount: string;
                /** @enum {string} */
                kind: "freight" | "duty" | "other";
                /** @enum {string} */
                spread: "value" | "quantity";
            }[];
            /** Format: date-time */
            closedAt: string | null;
            closedBy: string | null;
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            currency: string;
            /** Format: date */
            expectedOn: string | null;
            id: string;
            lines: {
                barcode: string | null;
                damaged: number;
                givenUp: number;
                /** @description Its share of the charges */
                landed: string;
                /** @description What one cost with its share; null: its cost is not known, or none came */
                landedCost: string | null;
                name: string;
                productId: string;
                /** @description Ordered */
                quantity: number;
                received: number;
                sku: string;
                /** @description Decimal string */
                unitCost: string | null;
            }[];
            /** @description The request came back from where it was mailed; null: as far as is known it arrived */
            mailReturned: {
                /** Format: date-time */
                at: string;
                reason: string;
                to: string;
            } | null;
            note: string;
            /** @description PO-1, PO-2 … */
            number: string;
            /** Format: date-time */
            sentAt: string | null;
            sentBy: string | null;
            /** @description Where the request was mailed */
            sentTo: string | null;
            /** @enum {string} */
            status: "draft" | "sent" | "part_received" | "received" | "cancelled";
            storeId: string;
            vendor: string;
            version: number;
        };
        PurchaseOrderSummary: {
            /** Format: date-time */
            closedAt: string | null;
            closedBy: string | null;
            /** @description Where costs are known */
            cost: string;
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            currency: string;
            /** Format: date */
            expectedOn: string | null;
            id: string;
            /** @description The request came back from where it was mailed; null: as far as is known it arrived */
            mailReturned: {
                /** Format: date-time */
                at: string;
                reason: string;
                to: string;
            } | null;
            note: string;
            /** @description PO-1, PO-2 … */
            number: string;
            products: number;
            received: number;
            /** Format: date-time */
            sentAt: string | null;
            sentBy: string | null;
            /** @description Where the request was mailed */
            sentTo: string | null;
            /** @enum {string} */
            status: "draft" | "sent" | "part_received" | "received" | "cancelled";
            storeId: string;
            units: number;
            vendor: string;
            version: number;
        };
        Receipt: {
            /** @description The receipt this gives back, or exchanges goods of */
            about: {
                number: number;
                orderId: string;
            } | null;
            actorName: string;
            approvedBy: string;
            /** Format: date-time */
            at: string;
            currency: string;
            /** @description Decimal string */
            discount: string;
            lines: {
                /** @description Decimal string */
                each: string;
                name: string;
                note: string;
                /** @description Decimal string */
                off: string;
                quantity: number;
                sku: string;
                taxRate: number;
                /** @description Decimal string */
                total: string;
            }[];
            note: string;
            number: number;
            orderId: string;
            payments: components["schemas"]["Payment"][];
            /** @description Every print after the first is a copy */
            prints: number;
            reason: string;
            refundId: string | null;
            refunds: {
                /** Format: date-time */
                at: string;
                number: number;
                refundId: string;
                /** @description Decimal string */
                total: string;
            }[];
            storeId: string;
            /** @description Decimal string */
            tax: string;
            taxes: {
                /** @description Decimal string */
                net: string;
                /** @description Percent */
                rate: number;
                /** @description Decimal string */
                tax: string;
            }[];
            taxIncluded: boolean;
            /** @description Decimal string */
            total: string;
        };
        /** @description One line of an order, at the price it was sold for. */
        Sale: {
            currency: string;
            id: string;
            name: string;
            orderId: string;
            productId: string;
            quantity: number;
            refundedQuantity: number;
            sku: string;
            /** Format: date-time */
            soldAt: string;
            storeId: string;
            /** @description Decimal string */
            total: string;
            /** @description Decimal string */
            unitPrice: string;
        };
        ServiceToken: {
            /** @enum {string} */
            audience: "storekeep";
            /** Format: date-time */
            expiresAt: string;
            name: string;
            scopes: string[];
            token: string;
            tokenId: string;
        };
        Settings: {
            currency: string;
            /** @enum {string} */
            locale: "en" | "da";
            name: string;
            slug: string;
            stores: components["schemas"]["Store"][];
            taxIncluded: boolean;
            taxRate: number;
            timeZone: string;
            version: number;
        };
        StockCount: {
            blind: boolean;
            categoryId: string | null;
            /** Format: date-time */
            closedAt: string | null;
            closedBy: string | null;
            /** @description Products counted so far */
            counted: number;
            id: string;
            note: string;
            /** @description Products that were wrong, once it is applied */
            off: number | null;
            /** Format: date-time */
            openedAt: string;
            openedBy: string;
            /** @enum {string} */
            scope: "store" | "category" | "products";
            /** @enum {string} */
            status: "counting" | "applied" | "cancelled";
            storeId: string;
            /**
             * @description What became of the products nobody counted
             * @enum {string|null}
             */
            uncounted: "leave" | "zero" | null;
            /** @description Products in scope when it was opened */
            wanted: number;
        };
        StockDrift: {
            gaps: number;
            leased: number;
            /** @description What the movements add up to */
            ledger: number;
            movements: number;
            name: string;
            /** @description What the shelf says */
            onHand: number;
            productId: string;
            reserved: number;
            sku: string;
            storeId: string;
            version: number;
        };
        StockLevel: {
            available: number;
            incoming: number;
            name: string;
            productId: string;
            quantity: number;
            reorderPoint: number;
            reserved: number;
            sku: string;
            storeId: string;
            /** Format: date-time */
            updatedAt: string;
        };
        StockMovement: {
            actorId: string;
            actorName: string;
            /** Format: date-time */
            at: string;
            delta: number;
            id: string;
            note: string;
            productId: string;
            qtyAfter: number;
            qtyBefore: number;
            /** @enum {string} */
            reason: "receipt" | "sale" | "return" | "adjustment" | "damage" | "count" | "transfer_out" | "transfer_in" | "channel_sync" | "initial";
            referenceId: string | null;
            referenceType: string | null;
            /** @description The how-manieth of this shelf */
            seq: number;
            storeId: string;
        };
        Store: {
            currency: string;
            id: string;
            /** @enum {string} */
            kind: "shop" | "web";
            name: string;
            slug: string;
            timeZone: string;
            version: number;
        };
        StoreDoor: {
            /** @description The store's own login; null while only an owner's opens its tills */
            email: string | null;
            lockMinutes: number;
            pinLength: number;
            storeId: string;
            storeName: string;
            /** @enum {string} */
            totp: "off" | "draft" | "on";
            version: number;
        };
        Style: {
            categoryId: string | null;
            /** @description The attribute whose values are its columns */
            columnAxis: string;
            /** Format: date-time */
            createdAt: string;
            description: string;
            id: string;
            imageUrl: string | null;
            name: string;
            /** @description Products of it that are not archived */
            products: number;
            /** @description The attribute whose values are the rows of its matrix */
            rowAxis: string;
            /** Format: date-time */
            updatedAt: string;
            vendor: string;
            version: number;
        };
        Suggestion: {
            available: number;
            coverDays: number;
            currency: string;
            /** @description rate × (leadDays + coverDays), to a tenth */
            expected: number;
            incoming: number;
            /** Format: date */
            lastSoldDay: string | null;
            leadDays: number;
            /** @description The least an order to its vendor may cost, in the business's currency; 0: any */
            minimum: string;
            name: string;
            /** @description upTo − available − incoming, in whole packs */
            order: number;
            /** @description Order when available + incoming is not above it */
            orderAt: number;
            packSize: number;
            productId: string;
            /** @description Units a day */
            rate: number;
            reserved: number;
            /** @description On top for luck: what makes expected up to upTo */
            safety: number;
            sku: string;
            storeId: string;
            /** @description What one costs from its vendor, as an order made of it would say; null where nobody said */
            unitCost: string | null;
            upTo: number;
            vendor: string;
        };
        SyncRun: {
            approvedBy: string | null;
            bytes: number;
            /** @enum {string} */
            cause: "person" | "schedule" | "service";
            created: number;
            /** @description Missing for the second time in a row */
            deleted: number;
            durationMs: number | null;
            error: string | null;
            errorDetails: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            finishedAt: string | null;
            id: string;
            items: number | null;
            itemsBefore: number | null;
            /** @description There last time, and not now */
            missing: number;
            /** @description What was odd and kept all the same, by kind */
            oddities: {
                [key: string]: number;
            };
            pages: number;
            /** @enum {string} */
            phase: "reading" | "comparing" | "writing" | "over";
            products: number;
            /** @description SHA-256 of the bytes that were read */
            snapshot: string | null;
            /** @enum {string} */
            source: "crawl" | "upload";
            /** Format: date-time */
            startedAt: string;
            startedBy: string;
            /**
             * @description waiting: far fewer items than last time; nothing is changed until somebody approves it
             * @enum {string}
             */
            status: "queued" | "running" | "waiting" | "done" | "unchanged" | "failed" | "rejected";
            unchanged: number;
            updated: number;
        };
        TillLease: {
            /**
             * Format: date-time
             * @description The server's now
             */
            at: string;
            /**
             * @description What the store wants a till to do with a sale of more
             * @enum {string}
             */
            beyond: "warn" | "refuse";
            /** @description Pieces of each product the till may promise alone */
            units: {
                [key: string]: number;
            };
            /** Format: date-time */
            until: string;
        };
        TillQueue: {
            clockAheadMs: number;
            deviceId: string;
            /**
             * Format: date-time
             * @description When it ceased to be a till: revoked, or run out. What it sold alone after `heardAt` is known to nobody
             */
            endedAt: string | null;
            /** Format: date-time */
            heardAt: string;
            held: number;
            highest: number;
            /** @description Pieces it keeps for the time it may be alone */
            leased: number;
            /** Format: date-time */
            leasedUntil: string | null;
            missing: number[];
            name: string;
            revoked: boolean;
            storeId: string;
            storeName: string;
            waiting: number;
            /** Format: date-time */
            waitingSince: string | null;
        };
        TillSettings: {
            address: string;
            /** @description Percent */
            agentDiscount: number;
            /** @enum {string} */
            beyondLease: "warn" | "refuse";
            /** @description Percent */
            employeeDiscount: number;
            leaseHours: number;
            /** @description Pieces of a product each till keeps for the time it may be alone; 0 is none */
            leaseUnits: number;
            legalName: string;
            /** @enum {string} */
            paper: "80mm" | "a4";
            phone: string;
            receiptText: string;
            /** @description Null: as the business has it */
            taxIncluded: boolean | null;
            vatNumber: string;
            version: number;
        };
        Transfer: {
            /** Format: date-time */
            closedAt: string | null;
            closedBy: string | null;
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            fromStoreId: string;
            id: string;
            lines: {
                missing: number;
                name: string;
                productId: string;
                /** @description Sent; on a draft, to be sent */
                quantity: number;
                received: number;
                /** @description Back on the shelf it came from */
                returned: number;
                sku: string;
            }[];
            note: string;
            /** Format: date-time */
            sentAt: string | null;
            sentBy: string | null;
            shortNote: string;
            /**
             * @description Why units never arrived
             * @enum {string|null}
             */
            shortReason: "lost" | "damaged" | "unknown" | null;
            /** @enum {string} */
            status: "draft" | "in_transit" | "part_received" | "received" | "short" | "cancelled";
            toStoreId: string;
            version: number;
        };
        TransferSummary: {
            /** Format: date-time */
            closedAt: string | null;
            closedBy: string | null;
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            fromStoreId: string;
            id: string;
            missing: number;
            note: string;
            products: number;
            received: number;
            /** Format: date-time */
            sentAt: string | null;
            sentBy: string | null;
            shortNote: string;
            /**
             * @description Why units never arrived
             * @enum {string|null}
             */
            shortReason: "lost" | "damaged" | "unknown" | null;
            /** @enum {string} */
            status: "draft" | "in_transit" | "part_received" | "received" | "short" | "cancelled";
            toStoreId: string;
            units: number;
            version: number;
        };
        User: {
            email: string | null;
            id: string;
            name: string;
            /** @enum {string} */
            role: "owner" | "manager" | "agent" | "employee";
            username: string | null;
        };
        /** @description A product of a style with its shelf in the store asked about; zeros without one */
        Variant: {
            attributes: {
                [key: string]: string;
            };
            barcode: string | null;
            /** @description Decimal string in the product's currency */
            cost: string | null;
            currency: string;
            id: string;
            imageUrl: string | null;
            incoming: number;
            name: string;
            onHand: number;
            /** @description Decimal string in the product's currency */
            price: string | null;
            reorderPoint: number;
            reserved: number;
            sku: string;
            /** @enum {string} */
            status: "draft" | "published" | "archived";
        };
        Vendor: {
            currency: string;
            id: string;
            name: string;
            /** Format: date-time */
            nextSyncAt: string | null;
            /** @enum {string} */
            schedule: "off" | "daily" | "weekly";
            slug: string;
            /** @enum {string} */
            source: "shopify-storefront" | "upload";
            sync: {
                created: number;
                deleted: number;
                durationMs: number | null;
                error: string | null;
                /** Format: date-time */
                failingSince: string | null;
                /** @enum {string} */
                health: "never" | "ok" | "failing" | "waiting";
                items: number;
                /** Format: date-time */
                lastGoodAt: string | null;
                missing: number;
                running: components["schemas"]["SyncRun"] | null;
                snapshot: string | null;
                unchanged: number;
                updated: number;
                waiting: components["schemas"]["SyncRun"] | null;
            };
            url: string | null;
            version: number;
        };
        VendorAddition: {
            added: number;
            /** Format: date-time */
            finishedAt: string | null;
            id: string;
            /** @description It ended because one of its two snapshots is kept no longer; otherwise somebody stopped it */
            isSnapshotGone: boolean;
            /** @description It ended before all items were gone through: what was added by then stays */
            isStopped: boolean;
            /** @description Items to go through; of two snapshots 0 until they have been compared */
            items: number;
            /** @description Not taken back: somebody has touched them since */
            kept: number;
            /** @description Left out: a product of yours has their barcode */
            passed: number;
            /** @description Pictures to be copied from the vendor */
            pictures: number;
            picturesCopied: number;
            /** @description Could not be had: the product keeps the vendor's link */
            picturesMissing: number;
            removed: number;
            /** Format: date-time */
            startedAt: string;
            startedBy: string;
            /** @enum {string} */
            state: "adding" | "done" | "undoing" | "undone";
        };
        VendorCatalogItem: {
            attributes: {
                [key: string]: string;
            };
            available: boolean | null;
            barcode: string | null;
            catalogId: string;
            /** Format: date-time */
            changedAt: string | null;
            compareAtPrice: string | null;
            currency: string;
            /**
             * Format: date-time
             * @description Missing twice in a row: discontinued, it seems
             */
            deletedAt: string | null;
            /** Format: date-time */
            firstSeenAt: string | null;
            /** @description The barcode as 14 digits, where it is the world's and its check digit is right */
            gtin: string | null;
            hash: string | null;
            imageUrl: string | null;
            kind: string;
            /** Format: date-time */
            lastSeenAt: string | null;
            /** Format: date-time */
            missingSince: string | null;
            /** @description The vendor's list price */
            price: string | null;
            sku: string | null;
            styleId: string | null;
            styleTitle: string;
            title: string;
            url: string | null;
        };
        VendorComparison: {
            changes: {
                after: {
                    barcode: string | null;
                    currency: string;
                    price: string | null;
                    sku: string | null;
                    title: string;
                } | null;
                before: {
                    barcode: string | null;
                    currency: string;
                    price: string | null;
                    sku: string | null;
                    title: string;
                } | null;
                catalogId: string;
                kinds: ("created" | "gone" | "dearer" | "cheaper" | "renamed" | "barcode" | "sku")[];
            }[];
            counts: {
                barcode?: number;
                cheaper?: number;
                created?: number;
                dearer?: number;
                gone?: number;
                renamed?: number;
                sku?: number;
            };
            /** @description The snapshot that is the catalog */
            current: string | null;
            found: number;
            from: {
                hash: string;
                items: number;
                /** Format: date-time */
                takenAt: string;
                /** @description No catalog yet: a person is asked */
                waits: boolean;
            };
            to: {
                hash: string;
                items: number;
                /** Format: date-time */
                takenAt: string;
                /** @description No catalog yet: a person is asked */
                waits: boolean;
            };
        };
        VendorLink: {
            barcode: string | null;
            by: string;
            /** @description Best first; for items to be decided */
            candidates: {
                linkedTo: string | null;
                product: components["schemas"]["VendorLinkProduct"];
                reasons: string[];
                score: number;
            }[];
            catalogId: string;
            currency: string;
            /** Format: date-time */
            decidedAt: string;
            /**
             * @description What a person decided no rule writes over
             * @enum {string}
             */
            decidedBy: "rule" | "person";
            price: string | null;
            product: components["schemas"]["VendorLinkProduct"] | null;
            reasons: string[];
            score: number | null;
            sku: string | null;
            /** @enum {string} */
            state: "linked" | "review" | "unlinked";
            title: string;
        };
        VendorLinkProduct: {
            /** @description Over all stores */
            available: number;
            barcode: string | null;
            currency: string;
            imageUrl: string | null;
            name: string;
            price: string | null;
            productId: string;
            sku: string;
            /** @enum {string} */
            status: "draft" | "published" | "archived";
        };
        VendorLinkRun: {
            /** @enum {string} */
            cause: "sync" | "person";
            /** @description Of the items no person has decided: what the rules make of them, and how many links that makes and ends */
            counts: {
                ended: number;
                fresh: number;
                linked: number;
                review: number;
                unlinked: number;
            };
            dryRun: boolean;
            /** Format: date-time */
            finishedAt: string | null;
            id: string;
            items: number;
            /** @description Items whose candidates were looked for */
            looked: number;
            /** Format: date-time */
            startedAt: string;
            startedBy: string;
            /**
             * @description planned: waits for somebody to agree
             * @enum {string}
             */
            state: "looking" | "weighing" | "planned" | "deciding" | "done" | "dropped";
            /**
             * Format: date-time
             * @description When what it linked was taken back
             */
            undoneAt: string | null;
            /** @description Items decided on since */
            weighed: number;
        };
        VendorSnapshot: {
            bytes: number;
            format: string;
            hash: string;
            items: number;
            runId: string;
            /** Format: date-time */
            takenAt: string;
        };
        VendorTerms: {
            coverDays: number;
            email: string | null;
            leadDays: number;
            /** @description Decimal string */
            minimum: string;
            packSize: number;
            terms: string;
            vendor: string;
            /** @description 0: nobody has said anything yet, and the usual holds */
            version: number;
        };
        View: {
            id: string;
            isMine: boolean;
            /** @description Everybody in the business sees it */
            isShared: boolean;
            name: string;
            /** @description What stands behind the `?` of the product list */
            query: string;
            version: number;
        };
        /** @description What it was, to be kept again */
        ViewRemoval: {
            isShared: boolean;
            name: string;
            query: string;
        };
        /** @description Net of refunds, which count on the day they were given; `before` is the period of the same length before it. */
        Window: {
            before: {
                orders: number;
                /** @description Decimal string */
                revenue: string;
                units: number;
            };
            orders: number;
            /** @description Decimal string */
            revenue: string;
            units: number;
        };
        ZReport: {
            /** Format: date-time */
            closedAt: string;
            closedByName: string;
            /** @description Decimal string */
            counted: string;
            currency: string;
            /** @description Decimal string */
            difference: string;
            drawerId: string;
            /** @description Decimal string */
            expected: string;
            note: string;
            /** @description Gapless in its store */
            number: number;
            /** Format: date-time */
            openedAt: string;
            openedByName: string;
            report: components["schemas"]["DrawerReport"];
            storeId: string;
            till: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
