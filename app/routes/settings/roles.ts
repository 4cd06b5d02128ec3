/** The roles as forms offer them, from the one who may do most. */
export const roles = ["owner", "manager", "agent", "employee"] as const;
