/** A link in running text: told by its line, not by its colour alone. */
export const linkLook = 'text-accent underline decoration-accent/40 underline-offset-3 hover:decoration-accent';
