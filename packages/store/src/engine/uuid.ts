const pattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether PostgreSQL would take it for an id, so that a wrong one is refused in words instead of by the database. */
export const isUuid = (text: string): boolean => pattern.test(text);
